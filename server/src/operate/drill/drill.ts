import { sql } from 'drizzle-orm';
import { setKillSwitch } from '../../app/kill-switch/set-kill-switch.ts';
import { scopeText } from '../../domain/kill-switch/kill-scope.ts';
import type { Operator } from '../open-operator.ts';
import { cleanUp } from './clean-up.ts';
import { DRILL_MODEL, drillDeps } from './drill-deps.ts';
import { makeDrillJobs } from './drill-jobs.ts';
import type { DrillJobs } from './drill-jobs.ts';
import { newPerson, serverOf } from './drill-person.ts';
import type { DrillPerson } from './drill-person.ts';
import { DRILL_JOB } from './drill-samples.ts';
import { escaped, measureReach, reachTable, until } from './measure-reach.ts';
import type { Reach } from './measure-reach.ts';
import { startSlowEndpoint } from './slow-endpoint.ts';
import type { SlowEndpoint } from './slow-endpoint.ts';

/**
 * Shows on the running system that a switch reaches what it has to: with a person of its own and a switch for that person, so that
 * nobody else is touched. Prints what took how long. The exit code: 1 when something escaped.
 */
export async function drill(
  operator: Operator,
  { server, data_dir }: { readonly server: string | null; readonly data_dir: string },
  say: (line: string) => void,
): Promise<number> {
  const url = await serverOf(server, data_dir);
  await cleanUp(operator.db, null);
  const person = await newPerson(url);
  const endpoint = await startSlowEndpoint(DRILL_MODEL);
  try {
    const project_id = await person.project();
    const deps = drillDeps(operator, endpoint.base_url);
    const jobs = await makeDrillJobs(deps, person.actor, project_id, endpoint);
    say(
      `Drilling ${url}: a switch for a person of the drill’s own, whose jobs are at work, waiting, queued and asking a model.`,
    );
    const reaches = await flip(operator, person, { jobs, endpoint, project_id });
    for (const line of reachTable(reaches)) say(line);
    await jobs.asking.over;
    await keepOutcome(operator, person, reaches);
    return reaches.some(escaped) ? 1 : 0;
  } finally {
    await endpoint.close();
    await cleanUp(operator.db, person.actor.user_id);
  }
}

async function flip(
  operator: Operator,
  person: DrillPerson,
  { jobs, endpoint, project_id }: { jobs: DrillJobs; endpoint: SlowEndpoint; project_id: string },
): Promise<Reach[]> {
  const { db } = operator;
  const { user_id } = person.actor;
  const holds = async (query: ReturnType<typeof sql>): Promise<boolean> => {
    const [row] = await db.execute<{ holds: boolean }>(sql`SELECT ${query} AS holds`);
    return row?.holds === true;
  };
  const ended = (job_id: string) =>
    holds(sql`(SELECT state = 'FAILED' AND failure->>'code' = 'KILL_SWITCH' FROM jobs WHERE id = ${job_id})`);
  const told = new AbortController();
  const stream = person.told(jobs.at_work.job_id, 'FAILED', told.signal);
  stream.catch(() => undefined);
  try {
    const scope = { kind: 'user', user_id } as const;
    await setKillSwitch(operator, { scope, on: true, reason: 'This is a drill.', operator: operator.name });
    return await measureReach(performance.now(), {
      'a new job, asked for over HTTP': (signal) =>
        until(signal, async () => (await person.refusal({ ...DRILL_JOB, project_id })) === 'KILL_SWITCH_ON'),
      'a job that waits for its person': (signal) => until(signal, () => ended(jobs.waiting.job_id)),
      'a job whose activity is queued': (signal) => until(signal, () => ended(jobs.queued.job_id)),
      'the queue’s entry of it': (signal) =>
        until(signal, () =>
          holds(sql`(SELECT state::text = 'cancelled' FROM pgboss.job WHERE id = ${jobs.queued.activity_id})`),
        ),
      'a task that a client does': (signal) =>
        until(signal, () => holds(sql`(SELECT status = 'void' FROM job_tasks WHERE id = ${jobs.at_work.task_id})`)),
      'a client on the stream': () => stream,
      'a running call of a model': () => endpoint.hung_up,
      'the job that made the call': (signal) => until(signal, () => ended(jobs.asking.job_id)),
    });
  } finally {
    told.abort();
  }
}

async function keepOutcome({ store, clock, ids, name }: Operator, { actor }: DrillPerson, reaches: readonly Reach[]) {
  const { user_id, org_id } = actor;
  const data = { scope: scopeText({ kind: 'user', user_id }), operator: name, reaches };
  await store.transaction((tx) =>
    tx.audit.append([
      { id: ids.next(), at: clock.now(), org_id, user_id, job_id: null, action: 'kill_switch.drilled', data },
    ]),
  );
}
