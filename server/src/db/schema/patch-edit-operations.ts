import type { PatchFile } from '@iama/contracts/patch/patch';
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

export const patchEditOperations = pgTable(
  'patch_edit_operations',
  {
    attempt_id: uuid('attempt_id').notNull(),
    ordinal: integer('ordinal').notNull(),
    path: text('path').notNull(),
    change: text('change').$type<PatchFile['change']>().notNull(),
    new_path: text('new_path'),
    base_sha256: text('base_sha256'),
    result_sha256: text('result_sha256'),
    start_offset: integer('start_offset'),
    end_offset: integer('end_offset'),
    replacement_length: integer('replacement_length'),
    finding_id: text('finding_id'),
  },
  (table) => [primaryKey({ columns: [table.attempt_id, table.ordinal] })],
);
