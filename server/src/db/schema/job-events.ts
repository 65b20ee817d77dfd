import { bigint, json, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { JobEvent } from '@iama/contracts/job/event';
import { instant } from './instant.ts';

export const jobEvents = pgTable(
  'job_events',
  {
    job_id: uuid('job_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    org_id: uuid('org_id').notNull(),
    at: instant('at').notNull(),
    type: text('type').$type<JobEvent['type']>().notNull(),
    level: text('level').$type<JobEvent['level']>().notNull(),
    batch_id: text('batch_id'),
    data: json('data').$type<JobEvent['data']>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.job_id, table.seq] })],
);
