import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const refreshTokens = pgTable('refresh_tokens', {
  id: uuid('id').primaryKey(),
  session_id: uuid('session_id').notNull(),
  user_id: uuid('user_id').notNull(),
  token_hash: text('token_hash').notNull(),
  created_at: instant('created_at').notNull(),
  expires_at: instant('expires_at').notNull(),
  used_at: instant('used_at'),
  revoked_at: instant('revoked_at'),
  replaced_by: uuid('replaced_by'),
});
