import type { PlanLevel } from '@iama/contracts/recipe';
import { integer, json, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const specRevisions = pgTable(
  'spec_revisions',
  {
    job_id: uuid('job_id').notNull(),
    revision: integer('revision').notNull(),
    org_id: uuid('org_id').notNull(),
    revision_token: uuid('revision_token').notNull(),
    level: text('level').$type<PlanLevel>().notNull(),
    allowed_files: json('allowed_files').$type<string[]>().notNull(),
    author_id: uuid('author_id'),
    created_at: instant('created_at').notNull(),
    approved_at: instant('approved_at'),
  },
  (table) => [primaryKey({ columns: [table.job_id, table.revision] })],
);
