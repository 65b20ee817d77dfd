import type { AttemptVerdict, Progress } from '@iama/contracts/job/evidence';
import type { Exclusion } from '@iama/contracts/job/review';
import type { Breach } from '@iama/contracts/test-run/breach';
import { integer, json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const patchAttempts = pgTable('patch_attempts', {
  id: uuid('id').primaryKey(),
  job_id: uuid('job_id').notNull(),
  org_id: uuid('org_id').notNull(),
  number: integer('number').notNull(),
  tier: text('tier').notNull(),
  verdict: text('verdict').$type<AttemptVerdict>().notNull(),
  fingerprint: text('fingerprint'),
  progress: text('progress').$type<Progress>(),
  failed_tests: json('failed_tests').$type<string[]>().notNull(),
  failed_count: integer('failed_count').notNull(),
  problems: json('problems').$type<string[]>().notNull(),
  breaches: json('breaches').$type<Breach[]>().notNull(),
  excluded: json('excluded').$type<Exclusion[]>().notNull(),
  patch_artifact_id: uuid('patch_artifact_id').notNull(),
  verification_artifact_id: uuid('verification_artifact_id'),
  patch_sha256: text('patch_sha256').notNull(),
  lines_added: integer('lines_added').notNull(),
  lines_removed: integer('lines_removed').notNull(),
  created_at: instant('created_at').notNull(),
  superseded_at: instant('superseded_at'),
});
