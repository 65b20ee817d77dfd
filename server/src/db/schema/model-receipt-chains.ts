import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';

export const modelReceiptChains = pgTable('model_receipt_chains', {
  chain_id: uuid('chain_id').primaryKey(),
  ordinal: integer('ordinal').notNull(),
  sha256: text('sha256').notNull(),
});
