import { bigint, boolean, integer, json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { ExecutionMode, Job } from '@iama/contracts/job/job';
import type { JobFailure, JobKind, JobState } from '@iama/contracts/job/state';
import type { PlanLevel, RecipeId } from '@iama/contracts/recipe';
import type { Preflight } from '@iama/contracts/workspace/preflight';
import type { Target } from '@iama/contracts/workspace/target';
import { instant } from './instant.ts';

export const jobs = pgTable('jobs', {
  id: uuid('id').primaryKey(),
  org_id: uuid('org_id').notNull(),
  user_id: uuid('user_id').notNull(),
  project_id: uuid('project_id').notNull(),
  kind: text('kind').$type<JobKind>().notNull(),
  recipe_id: text('recipe_id').$type<RecipeId>().notNull(),
  goal: text('goal'),
  target: json('target').$type<Target>().notNull(),
  execution_mode: text('execution_mode').$type<ExecutionMode>().notNull(),
  preflight: json('preflight').$type<Preflight>().notNull(),
  acknowledged: json('acknowledged').$type<readonly string[]>().notNull(),
  allow_unverified: boolean('allow_unverified').notNull(),
  test_timeout_ms: integer('test_timeout_ms').notNull(),
  state: text('state').$type<JobState>().notNull(),
  state_path: text('state_path').notNull(),
  context: json('context').$type<unknown>().notNull(),
  epoch: integer('epoch').notNull(),
  last_seq: bigint('last_seq', { mode: 'number' }).notNull(),
  level: text('level').$type<PlanLevel>(),
  attempt: integer('attempt').notNull(),
  failure: json('failure').$type<JobFailure>(),
  delivery_status: text('delivery_status').$type<Job['delivery_status']>().notNull(),
  client_needed_since: instant('client_needed_since'),
  grace_deadline_at: instant('grace_deadline_at'),
  deadline_at: instant('deadline_at'),
  created_at: instant('created_at').notNull(),
  updated_at: instant('updated_at').notNull(),
  ended_at: instant('ended_at'),
});
