import { json, pgTable, uuid } from 'drizzle-orm/pg-core';
import type { ApplyRecord, RevertRecord } from '@iama/contracts/job/delivery';
import { instant } from './instant.ts';

export const jobDeliveries = pgTable('job_deliveries', {
  job_id: uuid('job_id').primaryKey(),
  patch_artifact_id: uuid('patch_artifact_id').notNull(),
  evidence_artifact_id: uuid('evidence_artifact_id').notNull(),
  artifact_expires_at: instant('artifact_expires_at').notNull(),
  applied: json('applied').$type<ApplyRecord>(),
  applied_at: instant('applied_at'),
  reverted: json('reverted').$type<RevertRecord>(),
  reverted_at: instant('reverted_at'),
});
