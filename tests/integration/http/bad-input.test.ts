import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { RouteShape } from '@iama/contracts/http/route';
import { ROUTES } from '@iama/contracts/http/routes';
import { users } from '@iama/server/db/schema/users';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { checkAnswer } from '../../support/fuzz/check-answer.ts';
import { makePlaces, STUCK_GOAL } from '../../support/fuzz/places.ts';
import type { Place } from '../../support/fuzz/places.ts';
import { goodRequests, requestOf } from '../../support/fuzz/request.ts';
import type { FuzzRequest } from '../../support/fuzz/request.ts';
import { signInsUnderWay } from '../../support/fuzz/sign-ins.ts';
import { urlOf } from '../../support/fuzz/url-of.ts';
import { goodGoalAnswer, wrongGoalAnswer } from '../../support/goal-answers.ts';
import { openApi } from '../../support/http.ts';
import type { TestApi } from '../../support/http.ts';
import { signInAdmin } from '../../support/admins.ts';
import { modelSettings } from '../../support/model-parts.ts';
import type { ScriptedClient } from '../../support/scripted-client.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';

const SEED = Number(process.env['IAMA_SEED'] ?? 20_261_120);
const RUNS = Number(process.env['IAMA_RUNS'] ?? 30);

/** Those that bring a job to its end come last, so that the others find it alive. */
const LAST: readonly string[] = [
  'admin.logout',
  'tasks.complete',
  'tasks.release',
  'jobs.heartbeat',
  'jobs.force_terminate',
  'jobs.cancel',
  'auth.logout',
];
const TABLE = Object.entries<RouteShape>(ROUTES).toSorted(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b));

/** Nobody is to be missed, and no lease to run out, while routes are asked: 10 h in milliseconds. */
const HOURS = 36_000_000;

/** Routes that no request of ours gets through, and where they are asked well instead. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'artifacts.content': 'needs a signature: large-bodies.test.ts',
  'analysis_report.get': 'is for another plan: goal-repair.test.ts',
  'admin.login': 'needs an account: admin.test.ts',
  'jobs.rerun_tests': 'needs a patch that failed: goal-repair.test.ts',
};

describe('every route, asked with whatever comes', function () {
  this.timeout(60_000 + RUNS * 1000);
  let api: TestApi;
  let model: ScriptedModel;
  let tokens: Readonly<Record<FuzzRequest['by'], string | null>>;
  let admin_token: string;
  let account: Place;
  let owner: Awaited<ReturnType<TestApi['newPerson']>>;
  let places: Place[];
  const clients: ScriptedClient[] = [];
  /** Routes that have answered with what was asked for. */
  const passed = new Set<RouteShape>();

  before(async () => {
    model = await startScriptedModel();
    model.otherwise(({ body }) =>
      JSON.stringify(body.messages).includes(STUCK_GOAL) ? wrongGoalAnswer(body) : goodGoalAnswer(body),
    );
    api = await openApi({
      policy: { beat_missed_ms: HOURS, lease_ms: HOURS },
      models: [modelSettings(model.base_url)],
    });
    owner = await api.newPerson();
    const stranger = await api.newPerson();
    const { access_token, refresh_token } = owner.session.tokens;
    const forged = `${access_token.slice(0, -4)}AAAA`;
    tokens = { nobody: null, owner: access_token, stranger: stranger.session.tokens.access_token, forger: forged };
    const { email = [], ...signs } = await signInsUnderWay(owner.client);
    account = { ...signs, email: [owner.email, ...email], password: [owner.password], refresh_token: [refresh_token] };
    // The plan that has all there is, and so all that can be asked for.
    await api.spine.db.update(users).set({ tier: 'MAX' }).where(eq(users.id, owner.session.user.id));
    admin_token = (await signInAdmin(api, 'ENGINEER')).token;
    await freshPlaces();
  });

  after(async () => {
    for (const client of clients) client.close();
    await api.close();
    await model.close();
  });

  /** Jobs that were not asked about yet. */
  async function freshPlaces(): Promise<void> {
    const { id: user_id, org_id } = owner.session.user;
    const made = await makePlaces(api.spine, { user_id, org_id, tier: 'MAX' }, clients);
    places = [
      ...made.map((place) => ({ ...place, ...account, alias: ['default'], key: ['IAMA_LLM_ROUTE_TABLE'] })),
      { cursor: CURSORS },
    ];
  }

  for (const [id, route] of TABLE) {
    for (const junk_percent of [0, 8]) {
      const what = junk_percent === 0 ? 'well-formed requests' : 'broken ones';
      it(`${id} answers ${what} as the table says (seed ${SEED})`, async () => {
        const request = fc.constantFrom(...places).chain((known) => requestOf(id, route, { known, junk_percent }));
        await fc.assert(
          fc.asyncProperty(request, (asked) => fits(route, asked)),
          {
            seed: SEED,
            numRuns: RUNS,
            examples: junk_percent > 0 ? [] : goodRequests(id, route, places).map((each) => [each]),
          },
        );
      });
    }
  }

  it(`and so do all of them in any order (seed ${SEED})`, async () => {
    await freshPlaces();
    const any = fc
      .tuple(fc.constantFrom(...TABLE), fc.constantFrom(...places), fc.constantFrom(0, 0, 3))
      .chain(([[id, route], known, junk_percent]) =>
        requestOf(id, route, { known, junk_percent }).map((asked) => ({ route, asked })),
      );
    // The other way round than before: what one has used up there is there for the other here.
    const good = TABLE.toReversed().flatMap(([id, route]) =>
      goodRequests(id, route, places).map((asked) => ({ route, asked })),
    );
    await fc.assert(
      fc.asyncProperty(any, ({ route, asked }) => fits(route, asked)),
      { seed: SEED, numRuns: good.length + RUNS * 20, examples: good.map((each) => [each]), endOnFailure: true },
    );
  });

  it('and each has let some through, and not refused all by their form', async () => {
    // What another route has used up is there once more for those that were never lucky.
    for (const [id, route] of TABLE.filter(([other, each]) => !passed.has(each) && !Object.hasOwn(ELSEWHERE, other))) {
      await freshPlaces();
      for (const asked of goodRequests(id, route, places)) await fits(route, asked);
    }
    const never = TABLE.filter(([id, route]) => !passed.has(route) && !Object.hasOwn(ELSEWHERE, id)).map(([id]) => id);
    assert.deepEqual(never, []);
  });

  async function fits(route: RouteShape, asked: FuzzRequest): Promise<void> {
    const { params, query, body, by, key, raw, suffix } = asked;
    const stop = new AbortController();
    const headers = new Headers();
    // What belongs to the owner elsewhere is an admin’s here, and a user of any kind is nobody.
    const token = route.auth === 'admin' && by === 'owner' ? admin_token : tokens[by];
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    if (key !== null && route.idempotent === true) headers.set('idempotency-key', key);
    const init: RequestInit = { method: route.method, headers, signal: stop.signal };
    if (body !== undefined) {
      headers.set('content-type', raw?.type ?? 'application/json');
      init.body = raw?.text ?? JSON.stringify(body);
    }
    const response = await fetch(urlOf(api.url, route.path, params, query) + suffix, init);
    if (route.auth === 'user' && by !== 'owner') refusesStrangers(route, asked, response);
    if (route.auth === 'admin' && by !== 'owner')
      assert.ok([401, 404].includes(response.status), String(response.status));
    if (response.ok) passed.add(route);
    if (response.ok && route.format === 'event_stream') {
      stop.abort();
      return;
    }
    checkAnswer(route, response, await response.text());
  }

  /** Without a good token it is 401; with somebody else's, a job of the owner is not there. */
  function refusesStrangers(route: RouteShape, { by }: FuzzRequest, response: Response): void {
    // An address that is too long is no route's, whoever asks.
    if (by !== 'stranger') assert.ok([401, 404].includes(response.status), String(response.status));
    else if (route.path.includes(':job_id')) assert.ok(!response.ok, `${response.status} for a stranger`);
  }
});

/** Cursors that look like ours. */
const CURSORS = ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999999999Z'].map((at) =>
  btoa(JSON.stringify([at, randomUUID()])),
);
