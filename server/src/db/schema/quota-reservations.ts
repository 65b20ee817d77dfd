import { date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { BillingReason, ReservationStatus } from '@iama/contracts/usage/quota';
import { instant } from './instant.ts';

export const quotaReservations = pgTable('quota_reservations', {
  id: uuid('id').primaryKey(),
  idempotency_key: text('idempotency_key').notNull(),
  org_id: uuid('org_id').notNull(),
  user_id: uuid('user_id').notNull(),
  job_id: uuid('job_id').notNull(),
  billing_cycle: text('billing_cycle').notNull(),
  day: date('day', { mode: 'string' }).notNull(),
  status: text('status').$type<ReservationStatus>().notNull(),
  held_credits: integer('held_credits').notNull(),
  used_credits: integer('used_credits').notNull().default(0),
  checkpoint_at: instant('checkpoint_at'),
  reason: text('reason').$type<BillingReason>(),
  reserved_at: instant('reserved_at').notNull(),
  settled_at: instant('settled_at'),
});
