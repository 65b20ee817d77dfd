import { integer, json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { TaskKind } from '@iama/contracts/task/kind';
import type { TaskFailure, TaskPayload } from '@iama/contracts/task/payload';
import type { TaskStatus } from '@iama/contracts/task/task';
import { instant } from './instant.ts';

export const jobTasks = pgTable('job_tasks', {
  id: uuid('id').primaryKey(),
  job_id: uuid('job_id').notNull(),
  org_id: uuid('org_id').notNull(),
  kind: text('kind').$type<TaskKind>().notNull(),
  status: text('status').$type<TaskStatus>().notNull(),
  epoch: integer('epoch').notNull(),
  ordinal: integer('ordinal').notNull(),
  offer: integer('offer').notNull(),
  payload: json('payload').$type<TaskPayload>(),
  lease_id: uuid('lease_id'),
  client_session_id: uuid('client_session_id'),
  lease_expires_at: instant('lease_expires_at'),
  created_at: instant('created_at').notNull(),
  finished_at: instant('finished_at'),
  answer: json('answer').$type<unknown>(),
  failure: json('failure').$type<TaskFailure>(),
  gone_at: instant('gone_at'),
});
