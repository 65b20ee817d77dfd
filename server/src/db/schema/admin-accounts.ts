import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { AdminRole } from '@iama/contracts/admin/admin';
import { instant } from './instant.ts';

export const adminAccounts = pgTable('admin_accounts', {
  id: uuid('id').primaryKey(),
  email: text('email').notNull(),
  password_hash: text('password_hash').notNull(),
  role: text('role').$type<AdminRole>().notNull(),
  status: text('status').$type<'active' | 'disabled'>().notNull(),
  created_at: instant('created_at').notNull(),
  updated_at: instant('updated_at').notNull(),
});
