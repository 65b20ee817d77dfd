import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const projects = pgTable('projects', {
  id: uuid('id').primaryKey(),
  org_id: uuid('org_id').notNull(),
  user_id: uuid('user_id').notNull(),
  name: text('name').notNull(),
  fingerprint: text('fingerprint').notNull(),
  created_at: instant('created_at').notNull(),
});
