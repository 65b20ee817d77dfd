import { integer, json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { CallStatus, OpenCall } from '../../app/ports/model-call-store.ts';
import { instant } from './instant.ts';

export const modelCalls = pgTable('model_calls', {
  id: uuid('id').primaryKey(),
  request_key: text('request_key').notNull(),
  attempt: integer('attempt').notNull(),
  status: text('status').$type<CallStatus>().notNull(),
  call: json('call').$type<Omit<OpenCall, 'started_at'>>(),
  started_at: instant('started_at').notNull(),
  due_at: instant('due_at').notNull(),
  gone_at: instant('gone_at'),
});
