import { pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const clientHeartbeatSessions = pgTable(
  'client_heartbeat_sessions',
  {
    job_id: uuid('job_id').notNull(),
    client_session_id: uuid('client_session_id').notNull(),
    user_id: uuid('user_id').notNull(),
    started_at: instant('started_at').notNull(),
    last_seen_at: instant('last_seen_at').notNull(),
    closed_at: instant('closed_at'),
  },
  (table) => [primaryKey({ columns: [table.job_id, table.client_session_id] })],
);
