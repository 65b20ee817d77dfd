import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { BillingCheckpoint } from '@iama/contracts/usage/usage';
import { instant } from './instant.ts';

export const billingCheckpointRecords = pgTable('billing_checkpoint_records', {
  id: uuid('id').primaryKey(),
  reservation_id: uuid('reservation_id').notNull(),
  org_id: uuid('org_id').notNull(),
  user_id: uuid('user_id').notNull(),
  job_id: uuid('job_id').notNull(),
  epoch: integer('epoch').notNull(),
  state: text('state').$type<BillingCheckpoint['state']>().notNull(),
  transition: text('transition').$type<BillingCheckpoint['transition']>().notNull(),
  reason: text('reason').$type<BillingCheckpoint['reason']>(),
  credits: integer('credits').notNull(),
  at: instant('at').notNull(),
});
