import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ERROR_CATALOGUE } from '@iama/contracts/error/catalogue';
import type { ErrorCode } from '@iama/contracts/error/catalogue';
import { Problem } from '@iama/contracts/error/problem';
import type { RouteShape } from '@iama/contracts/http/route';
import { ROUTES } from '@iama/contracts/http/routes';
import type { TaskPayload } from '@iama/contracts/task/payload';
import { listArtifacts } from '@iama/server/app/artifacts/list-artifacts';
import { startJob } from '@iama/server/app/jobs/start-job';
import { getSpec } from '@iama/server/app/specs/get-spec';
import { selectProposal } from '@iama/server/app/proposals/select-proposal';
import fc from 'fast-check';
import type { z } from 'zod';
import { arbitraryOf } from '../../support/arbitrary-of.ts';
import type { Wishes } from '../../support/arbitrary-of.ts';
import { openApi } from '../../support/http.ts';
import type { TestApi } from '../../support/http.ts';
import { GOOD, patchOutcome, runOutcome, ScriptedClient } from '../../support/scripted-client.ts';

const SEED = Number(process.env['IAMA_SEED'] ?? 20_261_120);
const RUNS = Number(process.env['IAMA_RUNS'] ?? 30);

/** What every route may answer with, beside what its row of the table names. */
const ANYWHERE: readonly string[] = [
  'VALIDATION_FAILED',
  'UNAUTHENTICATED',
  'MALFORMED_JSON',
  'UNSUPPORTED_MEDIA_TYPE',
  'PAYLOAD_TOO_LARGE',
  'ROUTE_NOT_FOUND',
];

/** Those that bring a job to its end come last, so that the others find it alive. */
const LAST: readonly string[] = [
  'tasks.complete',
  'tasks.release',
  'jobs.heartbeat',
  'jobs.force_terminate',
  'jobs.cancel',
  'auth.logout',
];
const TABLE = Object.entries<RouteShape>(ROUTES).toSorted(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b));

interface Request {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly signed_in: boolean;
  readonly key: string | null;
}

describe('every route, asked with whatever comes', function () {
  this.timeout(60_000);
  let api: TestApi;
  let token: string;
  /** What belongs together: a job, its open task, that task’s lease and so on. */
  let places: Record<string, string[]>[];
  const clients: ScriptedClient[] = [];

  before(async () => {
    api = await openApi({ policy: { beat_missed_ms: 600_000 } });
    const [own, foreign] = [await api.newPerson(), await api.newPerson()];
    token = own.session.tokens.access_token;
    places = [];
    for (const { session } of [own, foreign]) {
      const by = { user_id: session.user.id, org_id: session.user.org_id, tier: session.user.tier };
      for (const lead of WAYS) {
        const client = await ScriptedClient.create(api.spine, {}, by);
        clients.push(client);
        places.push(await placeOf(client, await lead(client)));
      }
    }
    const { refresh_token } = own.session.tokens;
    const account = { email: [own.email], password: [own.password], refresh_token: [refresh_token] };
    places = [...places.map((place) => ({ ...place, ...account })), { cursor: CURSORS }];
  });

  after(async () => {
    for (const client of clients) client.close();
    await api.close();
  });

  for (const [id, route] of TABLE) {
    for (const junk_percent of [0, 8]) {
      const what = junk_percent === 0 ? 'well-formed requests' : 'broken ones';
      it(`${id} answers ${what} as the table says (seed ${SEED})`, async () => {
        const request = fc.constantFrom(...places).chain((known) => requestOf(route, { known, junk_percent }));
        await fc.assert(
          fc.asyncProperty(request, (asked) => fits(route, asked)),
          { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: 20_000 },
        );
      });
    }
  }

  async function fits(route: RouteShape, { params, query, body, signed_in, key }: Request): Promise<void> {
    const stop = new AbortController();
    const headers = new Headers();
    if (signed_in) headers.set('authorization', `Bearer ${token}`);
    if (key !== null && route.idempotent === true) headers.set('idempotency-key', key);
    const init: RequestInit = { method: route.method, headers, signal: stop.signal };
    if (body !== undefined) {
      headers.set('content-type', 'application/json');
      init.body = JSON.stringify(body);
    }
    const response = await fetch(urlOf(api.url, route.path, params, query), init);
    if (response.ok && route.format === 'event_stream') {
      stop.abort();
      return;
    }
    const text = await response.text();
    if (response.ok) {
      assert.equal(response.status, route.status);
      if (route.status !== 204) route.response.parse(JSON.parse(text));
      return;
    }
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/, text);
    const problem = Problem.parse(JSON.parse(text));
    assert.ok(response.status < 500, `${response.status}: ${text}`);
    assert.ok(Object.hasOwn(ERROR_CATALOGUE, problem.code), problem.code);
    const { status, next } = ERROR_CATALOGUE[problem.code as ErrorCode];
    assert.deepEqual([problem.status, response.status, problem.next], [status, status, next]);
    assert.ok([...route.errors, ...ANYWHERE].includes(problem.code), `${problem.code} is not in the table`);
    assert.doesNotMatch(text, /node_modules|\.ts:\d|\bat async\b|failed query/i);
  }
});

function requestOf(route: RouteShape, wishes: Wishes): fc.Arbitrary<Request> {
  const part = (schema: z.ZodType | undefined) => (schema ? arbitraryOf(schema, wishes) : fc.constant(undefined));
  return fc.record<Request>({
    params: part(route.params),
    query: part(route.query),
    body: part(route.body),
    signed_in: fc.nat({ max: 9 }).map((dice) => wishes.junk_percent === 0 || dice > 0),
    key: fc.option(fc.constantFrom('k', 'one', 'two', 'x'.repeat(256))),
  });
}

/** Cursors that look like ours. */
const CURSORS = ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999999999Z'].map((at) =>
  btoa(JSON.stringify([at, randomUUID()])),
);

interface Lead {
  readonly task_id?: string;
  readonly lease_id?: string;
}

async function placeOf(client: ScriptedClient, lead: Lead): Promise<Record<string, string[]>> {
  const { spine, actor, job_id, session } = client;
  const job = { job_id };
  const { items } = await listArtifacts(spine, actor, job);
  const spec = await getSpec(spine, actor, job).catch(() => null);
  const { project_id } = await client.job();
  return {
    job_id: [job_id],
    project_id: [project_id],
    client_session_id: [session],
    artifact_id: items.map(({ id }) => id),
    revision_token: spec ? [spec.revision_token] : [],
    task_id: lead.task_id === undefined ? [] : [lead.task_id],
    lease_id: lead.lease_id === undefined ? [] : [lead.lease_id],
  };
}

type Way = (client: ScriptedClient) => Promise<Lead>;

/** Jobs at different places, with the task that is open there. */
const WAYS: readonly Way[] = [
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

function urlOf(base: string, path: string, params: unknown, query: unknown): string {
  const filled = path.replace(/:([a-z_]+)/g, (_, name: string) => encodeURIComponent(plain(entry(params, name))));
  const url = new URL(base + filled);
  if (typeof query === 'object' && query !== null) {
    for (const [name, value] of Object.entries(query)) url.searchParams.append(name, plain(value));
  }
  return url.href;
}

function entry(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null && name in from ? from[name as keyof typeof from] : 'none';
}

/** As it would stand in an address. */
function plain(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.isWellFormed() && text !== '' && text !== '.' && text !== '..' ? text.slice(0, 2000) : 'x';
}
