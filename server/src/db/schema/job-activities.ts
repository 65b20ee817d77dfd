import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const jobActivities = pgTable('job_activities', {
  id: uuid('id').primaryKey(),
  job_id: uuid('job_id').notNull(),
  activity: text('activity').notNull(),
  epoch: integer('epoch').notNull(),
  created_at: instant('created_at').notNull(),
});
