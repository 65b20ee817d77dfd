import assert from 'node:assert/strict';
import type { Session } from '@iama/contracts/auth/auth';
import type { RouteShape } from '@iama/contracts/http/route';
import { ROUTES } from '@iama/contracts/http/routes';
import { users } from '@iama/server/db/schema/users';
import { eq, sql } from 'drizzle-orm';
import { checkAnswer } from '../../support/fuzz/check-answer.ts';
import { makePlaces, STUCK_GOAL } from '../../support/fuzz/places.ts';
import type { Place } from '../../support/fuzz/places.ts';
import { goodRequests } from '../../support/fuzz/request.ts';
import { urlOf } from '../../support/fuzz/url-of.ts';
import { goodGoalAnswer, wrongGoalAnswer } from '../../support/goal-answers.ts';
import { openApi } from '../../support/http.ts';
import type { TestApi } from '../../support/http.ts';
import { modelSettings } from '../../support/model-parts.ts';
import type { ScriptedClient } from '../../support/scripted-client.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';

/** Nobody is to be missed, and no lease to run out, while routes are asked: 10 h in milliseconds. */
const HOURS = 36_000_000;
const OF_JOBS = Object.entries<RouteShape>(ROUTES).filter(
  ([, { path, format }]) => path.includes(':job_id') && format !== 'event_stream',
);

describe('every route of a job whose artifacts are gone', function () {
  this.timeout(120_000);
  let api: TestApi;
  let model: ScriptedModel;
  let session: Session;
  let places: Place[];
  const clients: ScriptedClient[] = [];

  before(async () => {
    model = await startScriptedModel();
    model.otherwise(({ body }) =>
      JSON.stringify(body.messages).includes(STUCK_GOAL) ? wrongGoalAnswer(body) : goodGoalAnswer(body),
    );
    api = await openApi({
      policy: { beat_missed_ms: HOURS, lease_ms: HOURS },
      models: [modelSettings(model.base_url)],
    });
    ({ session } = await api.newPerson());
    const { id: user_id, org_id } = session.user;
    await api.spine.db.update(users).set({ tier: 'MAX' }).where(eq(users.id, user_id));
    places = await makePlaces(api.spine, { user_id, org_id, tier: 'MAX' }, clients);
    await api.spine.db.execute(sql`UPDATE job_artifacts SET body = NULL, gone_at = now()`);
  });
  after(async () => {
    for (const client of clients) client.close();
    await api.close();
    await model.close();
  });

  const refused = new Set<string>();
  for (const [id, route] of OF_JOBS) {
    it(`${id} answers as the table says`, async () => {
      for (const { params, query, body } of goodRequests(id, route, places)) {
        const headers = new Headers({ authorization: `Bearer ${session.tokens.access_token}` });
        if (body !== undefined) headers.set('content-type', 'application/json');
        const init = { method: route.method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
        const response = await fetch(urlOf(api.url, route.path, params, query), init);
        if (response.status === 410) refused.add(id);
        checkAnswer(route, response, await response.text());
      }
    });
  }

  it('and those that need one say that it is gone', () => {
    for (const id of ['artifacts.get', 'proposals.get', 'spec.get', 'spec.approve']) {
      assert.ok(refused.has(id), `${id} of ${[...refused].join()}`);
    }
  });
});
