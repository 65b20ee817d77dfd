import { integer, json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const dynamicConfigs = pgTable('dynamic_configs', {
  key: text('key').primaryKey(),
  value: json('value').$type<unknown>().notNull(),
  revision: integer('revision').notNull(),
  updated_at: instant('updated_at').notNull(),
  updated_by: uuid('updated_by'),
});
