import { json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const auditEvents = pgTable('audit_events', {
  id: uuid('id').primaryKey(),
  at: instant('at').notNull(),
  org_id: uuid('org_id'),
  user_id: uuid('user_id'),
  job_id: uuid('job_id'),
  action: text('action').notNull(),
  data: json('data').$type<Readonly<Record<string, unknown>>>().notNull(),
});
