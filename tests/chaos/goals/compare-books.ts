import { createHash } from 'node:crypto';
import type { ModelReceipt } from '@iama/contracts/model/receipt';
import postgres from 'postgres';
import type { BookEntry } from '../../support/scripted-model/book.ts';
import { pause } from '../patiently.ts';

interface LedgerRow {
  readonly call_id: string;
  readonly basis: 'reported' | 'estimated' | 'at_most';
  readonly certain: boolean;
  readonly input_tokens: number;
  readonly output_tokens: number;
}

/** The model's own book against the product's ledger and receipts: sentences about what differs. */
export async function compareBooks(
  url: string,
  book: readonly BookEntry[],
  settled_within_ms: number,
  say: (line: string) => void,
): Promise<string[]> {
  const sql = postgres(url, { max: 1 });
  try {
    const open = await untilSettled(sql, settled_within_ms);
    const ledger = await sql<LedgerRow[]>`
      SELECT call_id, basis, certain, input_tokens::int, output_tokens::int FROM usage_ledger`;
    const served = book.filter((entry) => entry.served);
    const rows = [...ledger];
    const by = (basis: LedgerRow['basis']): number => rows.filter((row) => row.basis === basis).length;
    const guesses = rows.filter(({ certain }) => !certain).length;
    say(
      `${served.length} served calls, ${rows.length} rows in the ledger: ${by('reported')} reported, ${by('estimated')} estimated, ${by('at_most')} at most; ${guesses} may not have been served`,
    );
    return [
      ...fault(open, 'a call that nobody has settled'),
      ...fault(notOnce(served, rows), 'a served call without exactly one row in the ledger'),
      ...fault(unknown(served, rows), 'a row that is certain of a call that was not served'),
      ...fault(misreported(served, rows), 'a row that does not say what the model said'),
      ...fault(tooLittle(served, rows), 'a guess that is less than what was served'),
      ...fault(await brokenChains(sql), 'a chain of receipts with a gap or a break'),
      ...fault(await unreceipted(sql), 'a call without a receipt'),
      ...fault(await lateCalls(sql, book, say), 'a call that was open 10 s after its job had ended'),
    ];
  } finally {
    await sql.end();
  }
}

function fault(found: readonly string[], what: string): string[] {
  return found.length === 0 ? [] : [`${found.length} × ${what}: ${found[0] ?? ''} …`];
}

async function untilSettled(sql: postgres.Sql, within_ms: number): Promise<string[]> {
  const until = performance.now() + within_ms;
  for (;;) {
    const open = await sql<{ id: string }[]>`SELECT id FROM model_calls WHERE status IN ('open', 'accepted')`;
    if (open.length === 0 || performance.now() > until) return open.map(({ id }) => id);
    await pause(500);
  }
}

function notOnce(served: readonly BookEntry[], ledger: readonly LedgerRow[]): string[] {
  const count = new Map<string, number>();
  for (const { call_id } of ledger) count.set(call_id, (count.get(call_id) ?? 0) + 1);
  return served.flatMap(({ call_id }) => (count.get(call_id) === 1 ? [] : [`${call_id} (${count.get(call_id) ?? 0})`]));
}

function unknown(served: readonly BookEntry[], ledger: readonly LedgerRow[]): string[] {
  const known = new Set(served.map(({ call_id }) => call_id));
  return ledger.flatMap(({ call_id, certain }) => (certain && !known.has(call_id) ? [call_id] : []));
}

function misreported(served: readonly BookEntry[], ledger: readonly LedgerRow[]): string[] {
  const told = new Map(served.map((entry) => [entry.call_id, entry.told]));
  return ledger.flatMap(({ call_id, basis, input_tokens, output_tokens }) => {
    if (basis !== 'reported') return [];
    const said = told.get(call_id);
    return said?.input_tokens === input_tokens && said.output_tokens === output_tokens ? [] : [call_id];
  });
}

function tooLittle(served: readonly BookEntry[], ledger: readonly LedgerRow[]): string[] {
  const sent = new Map(served.map((entry) => [entry.call_id, entry.output_tokens]));
  return ledger.flatMap(({ call_id, basis, output_tokens }) =>
    basis === 'at_most' && output_tokens < (sent.get(call_id) ?? 0) ? [call_id] : [],
  );
}

async function brokenChains(sql: postgres.Sql): Promise<string[]> {
  const receipts = await sql<{ chain_id: string; body: string; sha256: string }[]>`
    SELECT chain_id, body::text AS body, sha256 FROM model_receipts ORDER BY chain_id, ordinal`;
  const broken = new Set<string>();
  let last = { chain_id: '', ordinal: 0, sha256: '' };
  for (const { chain_id, body, sha256 } of receipts) {
    if (chain_id !== last.chain_id) last = { chain_id, ordinal: 0, sha256: '0'.repeat(64) };
    const { ordinal, previous_sha256 } = JSON.parse(body) as ModelReceipt;
    const hash = createHash('sha256').update(body).digest('hex');
    if (ordinal !== last.ordinal + 1 || previous_sha256 !== last.sha256 || hash !== sha256) broken.add(chain_id);
    last = { chain_id, ordinal, sha256 };
  }
  return [...broken];
}

async function unreceipted(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    SELECT id FROM model_calls c WHERE NOT EXISTS (SELECT FROM model_receipts r WHERE r.call_id = c.id)`;
  return rows.map(({ id }) => id);
}

/** An ended job asks nothing more: what was under way is closed. */
async function lateCalls(
  sql: postgres.Sql,
  book: readonly BookEntry[],
  say: (line: string) => void,
): Promise<string[]> {
  const rows = await sql<{ id: string; ended_at: Date }[]>`
    SELECT c.id, j.ended_at FROM model_calls c JOIN jobs j ON j.id = (c.call->>'job_id')::uuid WHERE j.ended_at IS NOT NULL`;
  const ended = new Map(rows.map(({ id, ended_at }) => [id, ended_at.getTime() - performance.timeOrigin]));
  const late = book.map(({ call_id, closed_at }) => ({
    call_id,
    ms: (closed_at ?? performance.now()) - (ended.get(call_id) ?? Infinity),
  }));
  const longest = Math.max(0, ...late.map(({ ms }) => ms));
  say(`A call was open at most ${Math.round(longest)} ms after its job had ended`);
  return late.flatMap(({ call_id, ms }) => (ms > 10_000 ? [call_id] : []));
}
