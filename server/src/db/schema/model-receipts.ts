import { integer, json, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { ModelReceipt } from '@iama/contracts/model/receipt';

export const modelReceipts = pgTable(
  'model_receipts',
  {
    chain_id: uuid('chain_id').notNull(),
    ordinal: integer('ordinal').notNull(),
    call_id: uuid('call_id').notNull(),
    body: json('body').$type<ModelReceipt>().notNull(),
    sha256: text('sha256').notNull(),
  },
  (table) => [primaryKey({ columns: [table.chain_id, table.ordinal] })],
);
