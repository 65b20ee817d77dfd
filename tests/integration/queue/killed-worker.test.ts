import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { cancelJob } from '@iama/server/app/jobs/cancel-job';
import { openQueue } from '@iama/server/db/queue/open-queue';
import { pgWorkSource } from '@iama/server/db/queue/work-source.pg';
import { selectProposal } from '@iama/server/app/proposals/select-proposal';
import { approveSpec } from '@iama/server/app/specs/approve-spec';
import { getSpec } from '@iama/server/app/specs/get-spec';
import { startWorker } from '@iama/server/worker/start-worker';
import { goodGoalAnswer } from '../../support/goal-answers.ts';
import { collectedForGoal, placeForGoal } from '../../support/goal-context.ts';
import { modelSettings } from '../../support/model-parts.ts';
import { leaks, reservationsOf } from '../../support/reservations.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { GOOD, runOutcome, ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';

const HANGING_WORKER = fileURLToPath(new URL('../../support/hanging-worker.ts', import.meta.url));

describe('a worker that is killed in the middle of an activity', () => {
  it('loses nothing: another takes the activity over, and it counts once', async function () {
    // The queue notices after its heartbeat of ten seconds, never less.
    this.timeout(40_000);
    const spine = await openSpine({ works: false });
    const child = spawn(process.execPath, [HANGING_WORKER, spine.url], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const client = await ScriptedClient.begin(spine);
      await client.do('collect_context');
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      assert.equal(line.toString().trim(), client.job_id);
      child.kill('SIGKILL');
      await once(child, 'exit');

      const boss = await openQueue({ direct_url: spine.url, works: true, max_connections: 4 }, spine.log);
      const worker = await startWorker(spine, pgWorkSource(boss), { sweep_ms: 1000 });
      const killed = performance.now();
      await client.waitForState('WAITING_STRATEGY');
      const seconds = (performance.now() - killed) / 1000;
      assert.ok(seconds < 20, `taken over after ${seconds.toFixed(1)} s`);

      const made = client.events.filter((event) => event.type === 'artifact_ready' && event.data.kind === 'proposals');
      assert.equal(made.length, 1);
      assert.deepEqual(await reservationsOf(spine, client.job_id), ['held']);
      await cancelJob(spine, client.actor, { job_id: client.job_id });
      assert.deepEqual(await reservationsOf(spine, client.job_id), ['released:before_work']);
      client.close();
      await worker.stop(1000);
    } finally {
      child.kill('SIGKILL');
      await spine.close();
    }
  });

  it('loses nothing wherever a model or the evidence is under way: each step is taken over and comes to its end once', async function () {
    this.timeout(120_000);
    const model = await startScriptedModel();
    model.otherwise(({ body }) => goodGoalAnswer(body));
    const spine = await openSpine({ works: false, models: [modelSettings(model.base_url)] });
    const working = async () => {
      const boss = await openQueue({ direct_url: spine.url, works: true, max_connections: 4 }, spine.log);
      return await startWorker(spine, pgWorkSource(boss), { sweep_ms: 1000 });
    };
    let child: ReturnType<typeof spawn> | null = null;
    const clients = await Promise.all(STEPS.map(({ lock }) => ScriptedClient.begin(spine, { ...GOAL, lock })));
    const each = (act: (client: ScriptedClient, step: (typeof STEPS)[number]) => Promise<unknown>) =>
      Promise.all(clients.map((client, index) => act(client, STEPS[index] as (typeof STEPS)[number])));
    try {
      const first = await working();
      await each(async (client, { before }) => {
        await agree(client);
        for (const [kind, nth] of before.slice(0, -1)) await client.do(kind, FOR_GOAL, nth);
        await client.waitForTask(...(before.at(-1) ?? ['characterize', 1]));
      });
      await first.stop(5000);

      child = spawn(process.execPath, [HANGING_WORKER, spine.url], { stdio: ['ignore', 'pipe', 'inherit'] });
      const taken = new Set<string>();
      child.stdout?.on('data', (chunk: Buffer) =>
        chunk
          .toString()
          .trim()
          .split('\n')
          .forEach((id) => taken.add(id)),
      );
      await each(async (client, { before, answers }) => {
        const [kind, nth] = before.at(-1) ?? ['characterize', 1];
        await client.do(kind, answers, nth);
      });
      while (taken.size < clients.length) await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
      child.kill('SIGKILL');
      await once(child, 'exit');

      const second = await working();
      await each(async (client, { after }) => {
        for (const [kind, nth] of after) await client.do(kind, FOR_GOAL, nth);
        await client.waitForState('DELIVERED');
        const made = client.events.filter(({ type, data }) => type === 'artifact_ready' && data.kind === 'evidence');
        assert.equal(made.length, 1);
      });
      assert.equal(await leaks(spine), 0);
      // Nobody had been asked before the kill: four plans, one time tests, four edits and one repair.
      assert.equal(model.book.length, 10);
      await second.stop(2000);
    } finally {
      child?.kill('SIGKILL');
      for (const client of clients) client.close();
      await spine.close();
      await model.close();
    }
  });
});

const FOR_GOAL = { ...GOOD, collect_context: collectedForGoal, characterize: placeForGoal };
const FAILING = { ...FOR_GOAL, run_tests: () => runOutcome('verification', { adds: 'failed', multiplies: 'passed' }) };
const GOAL = { recipe_id: 'goal', goal: 'Sum with a plain loop.', target: { kind: 'file', path: 'src/a.js' } } as const;
type Kind = 'characterize' | 'run_tests' | 'run_recipe';

interface Step {
  readonly lock: { readonly runs: number; readonly budget_ms: number; readonly threshold: number };
  /** Tasks up to the one whose result begins the step. */
  readonly before: readonly (readonly [Kind, number])[];
  readonly answers: typeof GOOD;
  readonly after: readonly (readonly [Kind, number])[];
}

const PINNED = [
  ['characterize', 1],
  ['run_tests', 1],
] as const;
const TRIED = [
  ['run_recipe', 1],
  ['run_tests', 2],
] as const;
const NO_TESTS = { runs: 1, budget_ms: 0, threshold: 0 };

/** GENERATING_TESTS, REFACTORING, SELF_HEALING, and the evidence before DELIVERED. */
const STEPS: readonly Step[] = [
  {
    lock: { ...NO_TESTS, budget_ms: 1000 },
    before: [['characterize', 1]],
    answers: FOR_GOAL,
    after: [['run_tests', 1], ...TRIED],
  },
  { lock: NO_TESTS, before: PINNED, answers: FOR_GOAL, after: TRIED },
  {
    lock: NO_TESTS,
    before: [...PINNED, ...TRIED],
    answers: FAILING,
    after: [
      ['run_recipe', 2],
      ['run_tests', 3],
    ],
  },
  { lock: NO_TESTS, before: [...PINNED, ...TRIED], answers: FOR_GOAL, after: [] },
];

async function agree(client: ScriptedClient): Promise<void> {
  const { spine, actor, job_id } = client;
  await client.do('collect_context', FOR_GOAL);
  await client.waitForState('WAITING_STRATEGY');
  await selectProposal(spine, actor, { job_id, level: 'STANDARD' });
  const { revision_token } = await getSpec(spine, actor, { job_id });
  await approveSpec(spine, actor, { job_id, revision_token });
}
