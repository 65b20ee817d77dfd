import { bigint, boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { ModelClass } from '@iama/contracts/model/model-class';
import type { UsageBasis } from '@iama/contracts/model/usage';
import { instant } from './instant.ts';

export const usageLedger = pgTable('usage_ledger', {
  id: uuid('id').primaryKey(),
  idempotency_key: text('idempotency_key').notNull(),
  call_id: uuid('call_id').notNull(),
  org_id: uuid('org_id').notNull(),
  user_id: uuid('user_id').notNull(),
  job_id: uuid('job_id'),
  model_class: text('model_class').$type<ModelClass>().notNull(),
  alias: text('alias').notNull(),
  model: text('model').notNull(),
  input_tokens: bigint('input_tokens', { mode: 'number' }).notNull(),
  cached_input_tokens: bigint('cached_input_tokens', { mode: 'number' }).notNull(),
  cache_write_tokens: bigint('cache_write_tokens', { mode: 'number' }).notNull(),
  output_tokens: bigint('output_tokens', { mode: 'number' }).notNull(),
  basis: text('basis').$type<UsageBasis>().notNull(),
  certain: boolean('certain').notNull(),
  cost_nano_usd: bigint('cost_nano_usd', { mode: 'number' }),
  at: instant('at').notNull(),
});
