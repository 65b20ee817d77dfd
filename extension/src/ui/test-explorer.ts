import { join } from 'node:path';
import type { Artifact } from '@iama/contracts/job/artifact';
import type { Job } from '@iama/contracts/job/job';
import { TestRun as JobRun } from '@iama/contracts/test-run/test-run';
import { Location, Position, TestMessage, TestRunProfileKind, TestRunRequest, Uri, l10n, tests } from 'vscode';
import type { CancellationToken, Disposable, TestController, TestItem, TestRun } from 'vscode';
import { testResults, testTree } from '../core/tests/test-tree.ts';
import type { TestNode } from '../core/tests/test-tree.ts';
import { runSuitesAgain } from './commands/run-suites-again.ts';
import type { Parts } from './parts.ts';
import { explained } from './show-error.ts';

type Needed = Pick<Parts, 'connection' | 'center' | 'executor' | 'log'>;

/** Older jobs have their results in the control plane; the Test Explorer is for what somebody works on. */
const MOST_JOBS = 10;
const MOST_RUNS = 6;

/** The test runs of jobs in the Test Explorer, as they come. Results are shown there, and nothing is opened for them. */
export class TestExplorer implements Disposable {
  readonly #parts: Needed;
  readonly #controller: TestController;
  readonly #listening: Disposable;
  /** Artifacts whose run was told, by job. */
  readonly #told = new Map<string, Set<string>>();
  #last: Promise<void> = Promise.resolve();

  constructor(parts: Needed) {
    this.#parts = parts;
    this.#controller = tests.createTestController('iama', 'IAMA');
    this.#controller.resolveHandler = (item) => (item ? undefined : this.#showAll());
    this.#controller.refreshHandler = () => this.#showAll();
    this.#controller.createRunProfile(
      l10n.t('Run Again in a Copy'),
      TestRunProfileKind.Run,
      (request, token) =>
        explained(
          (line) => parts.log.error(line),
          () => this.#runAgain(request, token),
        ),
      true,
    );
    this.#listening = parts.center.onEvent((event) => {
      if (event.type === 'artifact_ready' && isRun(event.data.kind)) this.#queue(event.job_id);
    });
  }

  /** One after another: two runs of a job that come together must not be told twice. */
  #queue(job_id: string): void {
    this.#last = this.#last
      .then(() => this.#show(job_id))
      .catch((error: unknown) => this.#parts.log.warn(String(error)));
  }

  async #showAll(): Promise<void> {
    await this.#parts.center.refresh();
    for (const job of this.#parts.center.jobs().slice(0, MOST_JOBS)) this.#queue(job.id);
    await this.#last;
  }

  async #show(job_id: string): Promise<void> {
    const client = await this.#parts.connection.known();
    if (!client) return;
    const params = { job_id };
    const job = this.#parts.center.find(job_id) ?? (await client.call('jobs.get', { params }));
    const { items } = await client.call('artifacts.list', { params });
    const artifacts = items.filter((each) => isRun(each.kind)).slice(-MOST_RUNS);
    if (artifacts.length === 0) return;
    const runs = await Promise.all(
      artifacts.map(async ({ id }) => {
        const { body } = await client.call('artifacts.get', { params: { ...params, artifact_id: id } });
        return JobRun.parse(body);
      }),
    );
    const root = (await this.#parts.center.workspaceOf(job_id))?.root ?? null;
    const item = this.#put(testTree(job, runs, l10n.t), root);
    const told = this.#told.get(job_id) ?? new Set<string>();
    this.#told.set(job_id, told);
    for (const [index, run] of runs.entries()) {
      const artifact = artifacts[index];
      if (!artifact || told.has(artifact.id)) continue;
      told.add(artifact.id);
      this.#tell(item, job, artifact, run, root);
    }
  }

  /** Results that were already had: a run that is over when it begins. */
  #tell(item: TestItem, job: Job, { attempt }: Artifact, run: JobRun, root: string | null): void {
    const name =
      run.phase === 'baseline'
        ? l10n.t('{0}: before the change', item.label)
        : l10n.t('{0}: after the change, attempt {1}', item.label, attempt);
    const made = this.#controller.createTestRun(requestFor([item]), name, false);
    report(made, item, testResults(job.id, run), root);
    made.end();
  }

  async #runAgain(request: TestRunRequest, token: CancellationToken): Promise<void> {
    const wanted = new Set((request.include ?? [...this.#controller.items].map(([, item]) => item)).map(jobItemOf));
    for (const item of wanted) {
      if (token.isCancellationRequested) return;
      const made = this.#controller.createTestRun(request, l10n.t('{0}: run again', item.label), false);
      for (const each of itemsUnder(item).values()) made.enqueued(each);
      try {
        const outcome = await runSuitesAgain(this.#parts, item.id, made.token, (line) =>
          made.appendOutput(`${line}\r\n`),
        );
        if (outcome) report(made, item, testResults(item.id, outcome.run), outcome.root);
      } finally {
        made.end();
      }
    }
  }

  /**
   * VS Code keeps the item that a run was made for as long as it lists the run, of which it lists
   * over a hundred: so a job keeps its item, and one that goes leaves its tests behind.
   */
  #put(node: TestNode, root: string | null): TestItem {
    const { items } = this.#controller;
    const item = items.get(node.id) ?? this.#itemOf(node, root);
    item.children.replace(node.children.map((child) => this.#treeOf(child, root)));
    items.add(item);
    const all = [...items];
    for (const [id, old] of all.slice(0, Math.max(0, all.length - MOST_JOBS))) {
      old.children.replace([]);
      items.delete(id);
      this.#told.delete(id);
    }
    return item;
  }

  #treeOf(node: TestNode, root: string | null): TestItem {
    const item = this.#itemOf(node, root);
    item.children.replace(node.children.map((child) => this.#treeOf(child, root)));
    return item;
  }

  #itemOf(node: TestNode, root: string | null): TestItem {
    const uri = root === null || node.path === null ? undefined : Uri.file(join(root, node.path));
    return this.#controller.createTestItem(node.id, node.label, uri);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#controller.dispose();
  }
}

function isRun(kind: string): boolean {
  return kind === 'baseline_run' || kind === 'verification_run';
}

/** The last argument: the editor stays where it is. */
function requestFor(include: TestItem[]): TestRunRequest {
  return new TestRunRequest(include, undefined, undefined, false, true);
}

function jobItemOf(item: TestItem): TestItem {
  return item.parent ? jobItemOf(item.parent) : item;
}

/** The files of a job and their tests, by id. */
function itemsUnder(job: TestItem): ReadonlyMap<string, TestItem> {
  const items = new Map<string, TestItem>();
  job.children.forEach((group) => {
    items.set(group.id, group);
    group.children.forEach((item) => items.set(item.id, item));
  });
  return items;
}

function report(run: TestRun, job: TestItem, results: ReturnType<typeof testResults>, root: string | null): void {
  const items = itemsUnder(job);
  for (const { id, status, duration_ms, message, frame } of results) {
    const item = items.get(id);
    if (!item) continue;
    const duration = duration_ms ?? undefined;
    if (status === 'passed') run.passed(item, duration);
    else if (status === 'skipped') run.skipped(item);
    else {
      const told = new TestMessage(message ?? '');
      const place = placeOf(frame, root);
      if (place) told.location = place;
      if (status === 'failed') run.failed(item, told, duration);
      else run.errored(item, told, duration);
    }
  }
}

function placeOf(frame: string | null, root: string | null): Location | null {
  const [, path, line] = /^(.+):(\d+)$/.exec(frame ?? '') ?? [];
  if (path === undefined || root === null) return null;
  return new Location(Uri.file(join(root, path)), new Position(Math.max(0, Number(line) - 1), 0));
}
