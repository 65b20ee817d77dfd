import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Keyset } from '../../app/ports/job-store.ts';

/** Rows after `place` in the order newest first; one comparison of pairs, so that the index serves it. */
export function olderThan(table: { readonly created_at: PgColumn; readonly id: PgColumn }, place: Keyset): SQL {
  return sql`(${table.created_at}, ${table.id}) < (${place.created_at.toISOString()}::timestamptz, ${place.id}::uuid)`;
}
