import assert from 'node:assert/strict';
import { callModel } from '@iama/server/app/models/call-model';
import { sql } from 'drizzle-orm';
import { compareBooks } from '../../chaos/goals/compare-books.ts';
import { modelSettings } from '../../support/model-parts.ts';
import { openModelSpine } from '../../support/model-spine.ts';
import type { ModelSpine } from '../../support/model-spine.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';

const NEVER = new AbortController().signal;

/** What the search after a storm of goals is worth: it finds each fault that is put in. */
describe('the comparison of the model’s book with the ledger', () => {
  let model: ScriptedModel;
  let spine: ModelSpine;

  beforeEach(async () => {
    model = await startScriptedModel();
    spine = await openModelSpine([modelSettings(model.base_url)]);
    for (let nth = 0; nth < 3; nth += 1) await callModel(spine, spine.request(), NEVER);
  });
  afterEach(async () => {
    await spine.close();
    await model.close();
  });

  const faults = async (): Promise<string[]> => compareBooks(spine.spine.url, model.book, 0, () => undefined);
  const tamper = (query: ReturnType<typeof sql>): Promise<unknown> => spine.spine.db.execute(query);
  const first = () => model.book[0]?.call_id ?? '';

  it('finds nothing where nothing is wrong', async () => {
    assert.deepEqual(await faults(), []);
  });

  it('finds a row that is missing, one too many, and one with other figures', async () => {
    await tamper(sql`DELETE FROM usage_ledger WHERE call_id = ${first()}`);
    assert.match((await faults()).join('\n'), /^1 × a served call without exactly one row/);
    await tamper(sql`UPDATE usage_ledger SET output_tokens = output_tokens + 1`);
    assert.match((await faults()).join('\n'), /2 × a row that does not say what the model said/);
  });

  it('finds a row for a call that nobody served, and a guess that is too small', async () => {
    const served = model.book[0];
    assert.ok(served);
    served.served = false;
    assert.match((await faults()).join('\n'), /^1 × a row that is certain of a call that was not served/);
    served.served = true;
    await tamper(sql`UPDATE usage_ledger SET basis = 'at_most', output_tokens = 0 WHERE call_id = ${first()}`);
    assert.match((await faults()).join('\n'), /^1 × a guess that is less/);
  });

  it('finds a receipt that was changed or taken out, and a call that is still open', async () => {
    await tamper(
      sql`UPDATE model_receipts SET body = replace(body::text, '"scripted-1"', '"scripted-2"')::json WHERE ordinal = 2`,
    );
    assert.match((await faults()).join('\n'), /^1 × a chain of receipts with a gap or a break/);
    await tamper(sql`DELETE FROM model_receipts WHERE ordinal = 2`);
    assert.match((await faults()).join('\n'), /1 × a chain.*\n1 × a call without a receipt/);
    await tamper(sql`UPDATE model_calls SET status = 'accepted' WHERE id = ${first()}`);
    assert.match((await faults()).join('\n'), /^1 × a call that nobody has settled/);
  });
});
