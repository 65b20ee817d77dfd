import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const jobTimers = pgTable(
  'job_timers',
  {
    job_id: uuid('job_id').notNull(),
    timer: text('timer').notNull(),
    id: uuid('id').notNull(),
    epoch: integer('epoch').notNull(),
    fires_at: instant('fires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.job_id, table.timer] })],
);
