import type { HandoffClient } from '@iama/contracts/auth/handoff';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const authHandoffs = pgTable('auth_handoffs', {
  id: uuid('id').primaryKey(),
  code_hash: text('code_hash').notNull(),
  user_id: uuid('user_id').notNull(),
  client: text('client').$type<HandoffClient>().notNull(),
  code_challenge: text('code_challenge').notNull(),
  redirect_uri: text('redirect_uri').notNull(),
  created_at: instant('created_at').notNull(),
  expires_at: instant('expires_at').notNull(),
  used_at: instant('used_at'),
  session_id: uuid('session_id'),
});
