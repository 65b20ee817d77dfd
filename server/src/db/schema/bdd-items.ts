import type { Anchor } from '@iama/contracts/job/anchor';
import { integer, json, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

export const bddItems = pgTable(
  'bdd_items',
  {
    job_id: uuid('job_id').notNull(),
    revision: integer('revision').notNull(),
    item_id: text('item_id').notNull(),
    position: integer('position').notNull(),
    given_text: text('given_text').notNull(),
    when_text: text('when_text').notNull(),
    then_text: text('then_text').notNull(),
    paths: json('paths').$type<string[]>().notNull(),
    symbols: json('symbols').$type<string[]>().notNull(),
    test_ids: json('test_ids').$type<string[]>().notNull(),
    anchors: json('anchors').$type<Anchor[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.job_id, table.revision, table.item_id] })],
);
