import type { Anchor } from '@iama/contracts/job/anchor';
import type { SddItem } from '@iama/contracts/job/spec';
import { integer, json, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

export const sddItems = pgTable(
  'sdd_items',
  {
    job_id: uuid('job_id').notNull(),
    revision: integer('revision').notNull(),
    item_id: text('item_id').notNull(),
    position: integer('position').notNull(),
    kind: text('kind').$type<SddItem['kind']>().notNull(),
    statement: text('statement').notNull(),
    paths: json('paths').$type<string[]>().notNull(),
    symbols: json('symbols').$type<string[]>().notNull(),
    test_ids: json('test_ids').$type<string[]>().notNull(),
    anchors: json('anchors').$type<Anchor[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.job_id, table.revision, table.item_id] })],
);
