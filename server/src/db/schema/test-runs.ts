import type { TestPhase } from '@iama/contracts/test-run/test-run';
import { doublePrecision, integer, json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const testRuns = pgTable('test_runs', {
  artifact_id: uuid('artifact_id').primaryKey(),
  job_id: uuid('job_id').notNull(),
  org_id: uuid('org_id').notNull(),
  phase: text('phase').$type<TestPhase>().notNull(),
  attempt: integer('attempt').notNull(),
  suites: integer('suites').notNull(),
  passed: integer('passed').notNull(),
  failed: integer('failed').notNull(),
  skipped: integer('skipped').notNull(),
  duration_ms: doublePrecision('duration_ms').notNull(),
  tool_versions: json('tool_versions').$type<Record<string, string>>().notNull(),
  created_at: instant('created_at').notNull(),
});
