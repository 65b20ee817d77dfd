import assert from 'node:assert/strict';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { sweepArtifacts } from '@iama/server/app/artifacts/sweep-artifacts';
import { sweepKept } from '@iama/server/app/artifacts/sweep-kept';
import { listReceipts } from '@iama/server/app/usage/list-receipts';
import { usageLedger } from '@iama/server/db/schema/usage-ledger';
import { systemDigest } from '@iama/server/system';
import { sql } from 'drizzle-orm';
import { allRows } from '../../support/all-rows.ts';
import { CART_GOAL, cartFiles, TOTAL } from '../../support/cart-goal.ts';
import { editsAnswer, plansAnswer } from '../../support/goal-answers.ts';
import { RealMachine } from '../../support/real-machine.ts';
import { answerOutcome, GOOD, ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const DAY_MS = 86_400_000;
/** Stands in the source and in what the model writes, and nowhere else. */
const MARK = 'mark-7f3a91c2';
const LOOP = `// ${MARK}\nexports.total = (list) => list.reduce((a, b) => a + b, 0);`;

describe('what is kept of a job', function () {
  this.timeout(60_000);
  let spine: Spine;
  let repository: TemporaryRepository;
  let client: ScriptedClient;

  before(async () => {
    spine = await openSpine();
    repository = temporaryRepository(cartFiles(`// ${MARK}\n`));
  });
  beforeEach(async () => {
    const model = { id: 'vendor/model-1', name: 'Model One', tokens: 16_000 };
    client = await ScriptedClient.begin(spine, { ...CART_GOAL, client_model: model });
  });
  afterEach(() => client.close());
  after(async () => {
    repository.remove();
    await spine.close();
  });

  const say = (text: string, nth: number) =>
    client.do('model_call', { ...GOOD, model_call: () => answerOutcome(text, 'vendor/model-1') }, nth);
  const inDays = (days: number) => ({ ...spine, clock: { now: () => new Date(Date.now() + days * DAY_MS) } });

  async function sweepAll(days: number): Promise<number> {
    let swept = 0;
    for (let found = -1; found !== 0; swept += found) {
      found = (await sweepArtifacts(inDays(days))) + (await sweepKept(inDays(days)));
    }
    return swept;
  }

  /** Tables where the mark stands. */
  async function marked(): Promise<string[]> {
    const tables = Object.entries(await allRows(spine.db));
    return tables.filter(([, rows]) => rows.some((row) => row.includes(MARK))).map(([name]) => name);
  }

  it('is for fourteen days; then source, prompts and answers are nowhere, and receipts and the ledger still agree', async () => {
    const machine = new RealMachine(client, repository);
    await machine.do('collect_context');
    await say(plansAnswer().text, 1);
    await client.waitForState('WAITING_STRATEGY');
    await machine.choose();
    await machine.do('characterize');
    await machine.do('run_tests');
    const asked = await say(editsAnswer('src/cart.js', TOTAL, LOOP).text, 2);
    await machine.do('run_recipe');
    await machine.do('run_tests', 2);
    await client.waitForState('DELIVERED');
    const before = {
      receipts: await listReceipts(spine, client.actor, { job_id: client.job_id }),
      ledger: await spine.db.select().from(usageLedger),
    };
    assert.equal(before.receipts.items.length, 2);

    assert.equal(await sweepAll(13), 0);
    assert.ok((await marked()).includes('public.job_tasks'), String(await marked()));
    assert.ok((await sweepAll(15)) > 0);
    assert.deepEqual(await marked(), []);

    const after = await listReceipts(spine, client.actor, { job_id: client.job_id });
    assert.deepEqual(after, before.receipts);
    assert.deepEqual(await spine.db.select().from(usageLedger), before.ledger);
    const rows = await spine.db.execute<{ body: string; sha256: string }>(
      sql`SELECT body::text, sha256 FROM model_receipts WHERE chain_id = ${client.job_id} ORDER BY ordinal`,
    );
    let previous = '0'.repeat(64);
    for (const { body, sha256 } of rows) {
      assert.equal(systemDigest.sha256(body), sha256);
      assert.equal((JSON.parse(body) as { previous_sha256: string }).previous_sha256, previous);
      previous = sha256;
    }

    // The same question would still be another attempt, and the same result a second one.
    const { request_key } = before.receipts.items[0]!.body;
    assert.equal(await spine.store.transaction((tx) => tx.model_calls.nextAttempt(request_key)), 2);
    assert.equal((await client.complete(asked, answerOutcome('late', 'vendor/model-1'))).duplicate, true);
    assert.equal((await client.job()).state, 'DELIVERED');
  });

  it('is for as long as the job takes, where that is longer', async () => {
    await new RealMachine(client, repository).do('collect_context');
    await say(plansAnswer().text, 1);
    await client.waitForState('WAITING_STRATEGY');
    await sweepKept(inDays(15));
    const [row] = await spine.db.execute<{ gone: number }>(
      sql`SELECT count(*) FILTER (WHERE gone_at IS NOT NULL)::int AS gone FROM job_tasks WHERE job_id = ${client.job_id}`,
    );
    assert.equal(row?.gone, 0);
  });

  it('of answers to requests that may come again, is until nobody may ask for them', async () => {
    const insert = (key: string, at: Date) =>
      spine.db.execute(sql`INSERT INTO idempotency_keys (user_id, key, route, request_sha256, created_at, expires_at)
        VALUES (${client.actor.user_id}, ${key}, 'jobs.create', ${'a'.repeat(64)}, now(), ${at.toISOString()})`);
    await insert('old', new Date(Date.now() - 1000));
    await insert('young', new Date(Date.now() + DAY_MS / 2));
    await sweepKept(spine);
    const rows = await spine.db.execute<{ key: string }>(sql`SELECT key FROM idempotency_keys`);
    assert.deepEqual(
      rows.map(({ key }) => key),
      ['young'],
    );
  });
});
