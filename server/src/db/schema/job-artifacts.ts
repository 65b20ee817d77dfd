import { integer, json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { ArtifactKind } from '@iama/contracts/job/artifact';
import { instant } from './instant.ts';

export const jobArtifacts = pgTable('job_artifacts', {
  id: uuid('id').primaryKey(),
  job_id: uuid('job_id').notNull(),
  org_id: uuid('org_id').notNull(),
  user_id: uuid('user_id').notNull(),
  kind: text('kind').$type<ArtifactKind>().notNull(),
  attempt: integer('attempt').notNull(),
  ordinal: integer('ordinal').notNull(),
  body: json('body').$type<unknown>(),
  place: text('place').$type<'row' | 'store'>().notNull(),
  sha256: text('sha256').notNull(),
  bytes: integer('bytes').notNull(),
  created_at: instant('created_at').notNull(),
  expires_at: instant('expires_at').notNull(),
  gone_at: instant('gone_at'),
});
