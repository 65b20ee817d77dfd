import { json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Entitlements } from '@iama/contracts/usage/quota';
import { instant } from './instant.ts';

export const entitlementSnapshots = pgTable('entitlement_snapshots', {
  job_id: uuid('job_id').primaryKey(),
  org_id: uuid('org_id').notNull(),
  user_id: uuid('user_id').notNull(),
  tier: text('tier').notNull(),
  body: json('body').$type<Entitlements>().notNull(),
  created_at: instant('created_at').notNull(),
});
