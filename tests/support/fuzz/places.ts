import { listArtifacts } from '@iama/server/app/artifacts/list-artifacts';
import type { TaskPayload } from '@iama/contracts/task/payload';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { startJob } from '@iama/server/app/jobs/start-job';
import { selectProposal } from '@iama/server/app/proposals/select-proposal';
import { approveSpec } from '@iama/server/app/specs/approve-spec';
import { getSpec } from '@iama/server/app/specs/get-spec';
import type { Actor } from '@iama/server/app/actor';
import type { CreateJob } from '@iama/contracts/job/job';
import { collectedForGoal } from '../goal-context.ts';
import { GOOD, patchOutcome, runOutcome, ScriptedClient } from '../scripted-client.ts';
import type { Spine } from '../spine.ts';

/** Values that belong together, by the name they go by: a job, its open task, that task's lease and so on. */
export type Place = Record<string, string[]>;

/** A job of this person's at each place of its life. `clients` gets those that have to be closed. */
export async function makePlaces(spine: Spine, by: Actor, clients: ScriptedClient[]): Promise<Place[]> {
  const places: Place[] = [];
  for (const { lead, over = {} } of WAYS) {
    const client = await ScriptedClient.create(spine, over, by);
    clients.push(client);
    places.push(await placeOf(client, await lead(client)));
  }
  return places;
}

interface Lead {
  readonly task_id?: string;
  readonly lease_id?: string;
}

async function placeOf(client: ScriptedClient, lead: Lead): Promise<Place> {
  const { spine, actor, job_id, session } = client;
  const job = { job_id };
  const { items } = await listArtifacts(spine, actor, job);
  const spec = await getSpec(spine, actor, job).catch(() => null);
  const delivery = await getDelivery(spine, actor, job).catch(() => null);
  const { project_id } = await client.job();
  return {
    job_id: [job_id],
    project_id: [project_id],
    client_session_id: [session],
    artifact_id: items.map(({ id }) => id),
    revision_token: spec ? [spec.revision_token] : [],
    task_id: lead.task_id === undefined ? [] : [lead.task_id],
    lease_id: lead.lease_id === undefined ? [] : [lead.lease_id],
    patch_artifact_id: delivery ? [delivery.patch_artifact_id] : [],
    rejected_hunk_ids: ['h-src/a.js'],
  };
}

type Way = (client: ScriptedClient) => Promise<Lead>;

/** Jobs of a recipe at different places, with the task that is open there. */
const OF_RECIPES: readonly Way[] = [
  () => Promise.resolve({}),
  started((client) => leased(client, 'collect_context')),
  started(async (client) => {
    await client.do('collect_context');
    await client.waitForState('WAITING_STRATEGY');
    return {};
  }),
  started(async (client) => {
    const { spine, actor, job_id } = client;
    await client.do('collect_context');
    await client.waitForState('WAITING_STRATEGY');
    await selectProposal(spine, actor, { job_id, level: 'CONSERVATIVE' });
    return {};
  }),
  started(async (client) => {
    await client.agree();
    return { task_id: await client.waitForTask('characterize') };
  }),
  started(async (client) => {
    await client.agree();
    await client.do('characterize');
    await client.do('run_tests', { ...GOOD, run_tests: ({ phase }) => runOutcome(phase, { adds: 'failed' }) });
    await client.waitForState('BASELINE_VALIDATION_FAILED');
    return {};
  }),
  started(async (client) => {
    await client.pin();
    return await leased(client, 'run_recipe');
  }),
  started(async (client) => {
    await client.pin();
    await client.do('run_recipe', { ...GOOD, run_recipe: () => patchOutcome(['src/secret.js']) });
    await client.waitForState('FALLBACK_REQUIRED');
    return {};
  }),
  started(async (client) => {
    await client.pin();
    await client.do('run_recipe');
    const { task, lease_id } = await client.do('run_tests', GOOD, 2);
    await client.waitForState('DELIVERED');
    return { task_id: task.id, lease_id };
  }),
];

/** A model that is told so writes edits that fit nowhere, until the repair asks a person. */
export const STUCK_GOAL = 'Write edits that fit nowhere.';

const OF_GOALS: readonly Way[] = [
  started(async (client) => {
    await client.do('collect_context', FOR_GOAL);
    await client.waitForState('WAITING_STRATEGY');
    return {};
  }),
  started(async (client) => {
    await pinGoal(client);
    return await leased(client, 'run_recipe');
  }),
  started(async (client) => {
    await pinGoal(client);
    await client.do('run_recipe');
    await client.do('run_tests', GOOD, 2);
    await client.waitForState('DELIVERED');
    return {};
  }),
];

const stuck = (state: 'WAITING_INTERVENTION' | 'WAITING_ESCALATION_DECISION'): Way =>
  started(async (client) => {
    await pinGoal(client);
    await client.waitForState(state);
    return {};
  });

const FOR_GOAL = { ...GOOD, collect_context: collectedForGoal };

async function pinGoal(client: ScriptedClient): Promise<void> {
  const { spine, actor, job_id } = client;
  await client.do('collect_context', FOR_GOAL);
  await client.waitForState('WAITING_STRATEGY');
  await selectProposal(spine, actor, { job_id, level: 'STANDARD' });
  const { revision_token } = await getSpec(spine, actor, { job_id });
  await approveSpec(spine, actor, { job_id, revision_token });
  await client.do('characterize');
  await client.do('run_tests');
}

const goal = (text: string): Partial<CreateJob> => ({
  recipe_id: 'goal',
  goal: text,
  target: { kind: 'file', path: 'src/a.js' },
  lock: { runs: 1, budget_ms: 0, threshold: 0 },
});

const WAYS: readonly { readonly lead: Way; readonly over?: Partial<CreateJob> }[] = [
  ...OF_RECIPES.map((lead) => ({ lead })),
  ...OF_GOALS.map((lead) => ({ lead, over: goal('Sum with a plain loop.') })),
  { lead: stuck('WAITING_ESCALATION_DECISION'), over: goal(STUCK_GOAL) },
  { lead: stuck('WAITING_INTERVENTION'), over: { ...goal(STUCK_GOAL), pre_authorize_escalation: true } },
];

function started(way: Way): Way {
  return async (client) => {
    await startJob(client.spine, client.actor, { job_id: client.job_id });
    return await way(client);
  };
}

async function leased(client: ScriptedClient, kind: TaskPayload['kind']): Promise<Lead> {
  const { task, lease_id } = await client.lease(await client.waitForTask(kind));
  return { task_id: task.id, lease_id };
}
