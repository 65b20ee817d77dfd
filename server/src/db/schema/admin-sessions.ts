import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const adminSessions = pgTable('admin_sessions', {
  id: uuid('id').primaryKey(),
  admin_id: uuid('admin_id').notNull(),
  token_hash: text('token_hash').notNull(),
  created_at: instant('created_at').notNull(),
  expires_at: instant('expires_at').notNull(),
  revoked_at: instant('revoked_at'),
});
