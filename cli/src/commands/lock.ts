import { resolve } from 'node:path';
import type { Target } from '@iama/contracts/workspace/target';
import { folderToAsk } from '@iama/engine/lock/black-box/folder-to-ask';
import { collectSlices } from '@iama/runner/context/collect-slices';
import { ContextFiles } from '@iama/runner/context/context-files';
import { evidenceOfLock } from '@iama/runner/lock/evidence-of-lock';
import { writeBundle } from '@iama/runner/lock/bundle-folder';
import { lockTarget } from '@iama/runner/lock/lock-target';
import { checkNative } from '@iama/runner/sandbox/check-native';
import { confinementOf } from '@iama/runner/sandbox/execution';
import type { Execution } from '@iama/runner/sandbox/execution';
import { findConfinement } from '@iama/runner/sandbox/find-confinement';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { openFolder } from '@iama/runner/workspace/open-folder';
import { readTree } from '@iama/runner/workspace/read-tree';
import { resolveTarget } from '@iama/runner/workspace/resolve-target';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { showLock } from '../views/lock.ts';
import type { App } from './app.ts';
import { pinBlackBox, recheckBlackBox } from './lock-black-box.ts';

export interface LockOptions {
  readonly out: string | undefined;
  /** From 0 to 1. */
  readonly threshold: number;
  readonly runs: number;
  readonly timeout_ms: number;
  readonly budget_ms: number;
  /** The person knows that tests could write elsewhere. */
  readonly allow_native: boolean;
  readonly execution: Execution;
  /** Pin what programs answer instead of what code does; null: code. */
  readonly black_box: { readonly accepted: boolean; readonly against: string | undefined } | null;
}

const MOST_MUTANTS = 120;
const MOST_PER_FUNCTION = 30;
/** For one round of all probes: each is given ten seconds. */
const BLACK_BOX_MS = 600_000;
/** As many tokens as the smallest plan has. */
const CONTEXT_TOKENS = 32_000;

/** Pin what a file, folder or symbol does today, and say how good the pin is. The workspace is only read. */
export async function lock(app: App, path: string | undefined, options: LockOptions): Promise<void> {
  const { terminal } = app;
  const signal = app.takeInterrupts();
  const start = resolve(app.cwd, path ?? '.');
  const workspace = await openFolder(start.replace(/#[^/\\]*$/, ''), app.cwd);
  const target = await resolveTarget(workspace, start, { from: app.cwd });
  const confinement = (await confinementOf(options.execution, ['node_test'])) ?? (await findConfinement());
  if (confinement.level !== 'container') await checkNative(workspace, confinement, options.allow_native);
  if (options.black_box) {
    const folder = folderToAsk((await readTree(workspace, signal)).tree, target);
    const progress = (line: string): void => terminal.status(line);
    const request = { workspace, folder, confinement, timeout_ms: BLACK_BOX_MS, signal, progress };
    const { accepted, against } = options.black_box;
    if (against !== undefined) return await recheckBlackBox(terminal, request, resolve(app.cwd, against));
    const out = options.out === undefined ? null : resolve(app.cwd, options.out);
    return await pinBlackBox(terminal, request, { out, runs: options.runs, accepted });
  }
  await offerBlackBox(app, workspace, target, signal);
  const events: { at: string; type: string; data: unknown }[] = [];
  const happened = (line: string): void => {
    events.push({ at: new Date().toISOString(), type: 'progress', data: line });
    terminal.status(line);
  };
  const report = await lockTarget({
    workspace,
    target,
    confinement,
    runs: options.runs,
    timeout_ms: options.timeout_ms,
    budget_ms: options.budget_ms,
    most_mutants: MOST_MUTANTS,
    most_per_function: MOST_PER_FUNCTION,
    signal,
    progress: happened,
  }).finally(() => terminal.status(null));
  const evidence = evidenceOfLock(report, options.threshold, new Date().toISOString(), events);
  const tests = report.files.flatMap(({ pinned }) => (pinned.tests ? [pinned.tests] : []));
  if (options.out !== undefined) await writeBundle(resolve(app.cwd, options.out), workspace, evidence, tests);
  terminal.record({ ...evidence, tests });
  showLock(terminal, evidence, options.out ?? null);
  if (evidence.verdict === 'strong') return;
  const [code, message] =
    evidence.verdict === 'weak'
      ? [
          'LOCK_TOO_WEAK',
          `The tests notice ${share(evidence.score)} of the faults; ${share(options.threshold)} are asked for.`,
        ]
      : ['LOCK_UNMEASURED', 'Too few faults could be tried to know anything about the tests.'];
  throw new CliError(
    code ?? '',
    message ?? '',
    evidence.verdict === 'weak'
      ? 'Write tests for the places above, name a smaller target (file#symbol), or accept less with --threshold.'
      : 'Give it more time with --budget, or see why nothing could be pinned.',
    EXIT.failure,
  );
}

/** Where code says too little of itself to be changed by its symbols, its programs may say enough. */
async function offerBlackBox(app: App, workspace: Workspace, target: Target, signal: AbortSignal): Promise<void> {
  const files = new ContextFiles(workspace);
  const { data: data_dir } = app.folders;
  const collected = await collectSlices({ workspace, files, data_dir, target, budget: CONTEXT_TOKENS, signal }).catch(
    () => null,
  );
  const confidence = collected?.confidence;
  if (confidence?.mode !== 'BLACK_BOX') return;
  app.terminal.remark(
    `Code here is understood with a confidence of ${confidence.score} of 100: --black-box pins what its programs answer instead.`,
  );
}

function share(score: number | null): string {
  return `${((score ?? 0) * 100).toFixed(0)} %`;
}
