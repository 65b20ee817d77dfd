import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { User } from '@iama/contracts/auth/auth';
import { instant } from './instant.ts';

export const users = pgTable('users', {
  id: uuid('id').primaryKey(),
  org_id: uuid('org_id').notNull(),
  email: text('email').notNull(),
  password_hash: text('password_hash').notNull(),
  tier: text('tier').$type<User['tier']>().notNull().default('FREE'),
  created_at: instant('created_at').notNull(),
  updated_at: instant('updated_at').notNull(),
});
