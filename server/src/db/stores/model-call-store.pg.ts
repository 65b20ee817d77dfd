import { and, asc, eq, inArray, isNull, lt, max, sql } from 'drizzle-orm';
import type { ModelCallReads, ModelCallStore, UsageRecord } from '../../app/ports/model-call-store.ts';
import type { Executor } from '../executor.ts';
import { modelCalls } from '../schema/model-calls.ts';
import { modelReceiptChains } from '../schema/model-receipt-chains.ts';
import { modelReceipts } from '../schema/model-receipts.ts';
import { usageLedger } from '../schema/usage-ledger.ts';

/** Before the first receipt of a chain. */
const NOTHING = '0'.repeat(64);

export function modelCallReads(db: Executor): ModelCallReads {
  return {
    async overdue(due_before, limit) {
      const rows = await db
        .select({ id: modelCalls.id })
        .from(modelCalls)
        .where(and(inArray(modelCalls.status, ['open', 'accepted']), lt(modelCalls.due_at, due_before)))
        .orderBy(asc(modelCalls.due_at))
        .limit(limit);
      return rows.map(({ id }) => id);
    },

    async receipts(chain_id) {
      return db
        .select({ body: modelReceipts.body, sha256: modelReceipts.sha256 })
        .from(modelReceipts)
        .where(eq(modelReceipts.chain_id, chain_id))
        .orderBy(asc(modelReceipts.ordinal));
    },
  };
}

export function modelCallStore(tx: Executor): ModelCallStore {
  return {
    ...modelCallReads(tx),

    async nextAttempt(request_key) {
      await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${request_key}, 0))`);
      const [row] = await tx
        .select({ last: max(modelCalls.attempt) })
        .from(modelCalls)
        .where(eq(modelCalls.request_key, request_key));
      return (row?.last ?? 0) + 1;
    },

    async insert({ started_at, ...call }, due_at) {
      const { call_id: id, request_key, attempt } = call;
      await tx.insert(modelCalls).values({ id, request_key, attempt, status: 'open', call, started_at, due_at });
    },

    async accept(call_id) {
      const rows = await tx
        .update(modelCalls)
        .set({ status: 'accepted' })
        .where(and(eq(modelCalls.id, call_id), eq(modelCalls.status, 'open')))
        .returning({ id: modelCalls.id });
      return rows.length === 1;
    },

    async lock(call_id) {
      const [row] = await tx.select().from(modelCalls).where(eq(modelCalls.id, call_id)).for('update');
      return row?.call ? { call: { ...row.call, started_at: row.started_at }, status: row.status } : null;
    },

    async settle(call_id, from, to) {
      const rows = await tx
        .update(modelCalls)
        .set({ status: to })
        .where(and(eq(modelCalls.id, call_id), eq(modelCalls.status, from)))
        .returning({ id: modelCalls.id });
      return rows.length === 1;
    },

    async expire(begun_before, now, limit) {
      const ended = and(inArray(modelCalls.status, ['settled', 'abandoned']), isNull(modelCalls.gone_at));
      const due = tx
        .select({ id: modelCalls.id })
        .from(modelCalls)
        .where(and(ended, lt(modelCalls.started_at, begun_before)))
        .orderBy(asc(modelCalls.started_at))
        .limit(limit);
      const rows = await tx
        .update(modelCalls)
        .set({ call: null, gone_at: now })
        .where(and(inArray(modelCalls.id, due), ended))
        .returning({ id: modelCalls.id });
      return rows.length;
    },

    async lockChain(chain_id) {
      const [row] = await tx
        .insert(modelReceiptChains)
        .values({ chain_id, ordinal: 0, sha256: NOTHING })
        // Changes nothing, and holds the row.
        .onConflictDoUpdate({ target: modelReceiptChains.chain_id, set: { chain_id } })
        .returning({ ordinal: modelReceiptChains.ordinal, sha256: modelReceiptChains.sha256 });
      if (!row) throw new Error('An upsert gave no row');
      return row;
    },

    async appendReceipt(body, sha256) {
      const { chain_id, ordinal, call_id } = body;
      await tx.insert(modelReceipts).values({ chain_id, ordinal, call_id, body, sha256 });
      await tx.update(modelReceiptChains).set({ ordinal, sha256 }).where(eq(modelReceiptChains.chain_id, chain_id));
    },

    async appendUsage(record) {
      const row = usageRow(record);
      const { id: _, idempotency_key: __, ...figures } = row;
      await tx
        .insert(usageLedger)
        .values(row)
        .onConflictDoUpdate({
          target: usageLedger.idempotency_key,
          set: figures,
          setWhere: eq(usageLedger.basis, 'at_most'),
        });
    },
  };
}

function usageRow({ usage, ...record }: UsageRecord) {
  const { input, cached_input, cache_write, output } = usage;
  return {
    ...record,
    input_tokens: input,
    cached_input_tokens: cached_input,
    cache_write_tokens: cache_write,
    output_tokens: output,
  };
}
