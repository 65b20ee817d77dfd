import type { DeviceClient } from '@iama/contracts/auth/device';
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const authDeviceGrants = pgTable('auth_device_grants', {
  id: uuid('id').primaryKey(),
  device_code_hash: text('device_code_hash').notNull(),
  user_code: text('user_code').notNull(),
  client: text('client').$type<DeviceClient>().notNull(),
  status: text('status').$type<'pending' | 'approved' | 'denied' | 'used'>().notNull(),
  user_id: uuid('user_id'),
  interval_s: integer('interval_s').notNull(),
  polled_at: instant('polled_at'),
  created_at: instant('created_at').notNull(),
  expires_at: instant('expires_at').notNull(),
  session_id: uuid('session_id'),
});
