import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { ModelUse } from '@iama/contracts/usage/usage';
import type { QuotaReads } from '../../app/ports/quota-store.ts';
import type { Executor } from '../executor.ts';
import { usageLedger } from '../schema/usage-ledger.ts';

const { model_class, alias, model, certain, input_tokens, cached_input_tokens, output_tokens, cost_nano_usd, at } =
  usageLedger;

/** Sums of the ledger by class, alias and model. What nobody is certain of is counted, and in no sum. */
export async function modelUse(db: Executor, of: Parameters<QuotaReads['models']>[0]): Promise<ModelUse[]> {
  const own = and(eq(usageLedger.org_id, of.org_id), eq(usageLedger.user_id, of.user_id));
  const which = 'job_id' in of ? eq(usageLedger.job_id, of.job_id) : and(gte(at, of.from), lt(at, of.until));
  return db
    .select({
      model_class,
      alias,
      model,
      calls: countOf(sql`${certain}`),
      input_tokens: sumOf(input_tokens),
      cached_input_tokens: sumOf(cached_input_tokens),
      output_tokens: sumOf(output_tokens),
      cost_nano_usd: sumOf(cost_nano_usd),
      unpriced_calls: countOf(sql`${certain} AND ${cost_nano_usd} IS NULL`),
      uncertain_calls: countOf(sql`NOT ${certain}`),
    })
    .from(usageLedger)
    .where(and(own, which))
    .groupBy(model_class, alias, model)
    .orderBy(asc(model_class), asc(alias), asc(model));
}

function countOf(what: SQL): SQL<number> {
  return sql<number>`(count(*) FILTER (WHERE ${what}))::int`;
}

/** PostgreSQL gives sums as text; they are whole numbers, and exact up to 2^53. */
function sumOf(column: PgColumn): SQL<number> {
  return sql`coalesce(sum(${column}) FILTER (WHERE ${certain}), 0)::text`.mapWith(Number);
}
