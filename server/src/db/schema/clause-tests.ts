import type { ClauseTest } from '@iama/contracts/test-run/written-tests';
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const clauseTests = pgTable(
  'clause_tests',
  {
    job_id: uuid('job_id').notNull(),
    revision: integer('revision').notNull(),
    item_id: text('item_id').notNull(),
    test_id: text('test_id').notNull(),
    status: text('status').$type<ClauseTest['status']>().notNull(),
    artifact_id: uuid('artifact_id').notNull(),
    measured_at: instant('measured_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.job_id, table.revision, table.item_id, table.test_id] })],
);
