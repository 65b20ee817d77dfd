import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { User } from '@iama/contracts/auth/auth';

export const plans = pgTable('plans', {
  tier: text('tier').$type<User['tier']>().primaryKey(),
  daily_jobs: integer('daily_jobs'),
  monthly_credits: integer('monthly_credits'),
});
