import { z } from 'zod';
import { AppError } from './app-error.ts';
import type { Keyset } from './ports/job-store.ts';

/** No row is older than the epoch; PostgreSQL has no year 0. */
const Moment = z.iso.datetime().refine((at) => Date.parse(at) >= 0);
const Cursor = z.tuple([Moment, z.uuid()]);

/** The place after which the next page begins. Opaque to clients, and nothing secret. */
export function cursorAfter(row: Keyset): string {
  return btoa(JSON.stringify([row.created_at.toISOString(), row.id]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** CURSOR_INVALID for anything `cursorAfter` did not make. */
export function readCursor(cursor: string | undefined): Keyset | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [created_at, id] = Cursor.parse(JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))));
    return { created_at: new Date(created_at), id };
  } catch (error) {
    throw new AppError('CURSOR_INVALID', undefined, {}, error);
  }
}

/** Cuts a list that was read one row too long into a page. */
export function pageOfRows<Row extends Keyset>(
  rows: readonly Row[],
  limit: number,
): { rows: readonly Row[]; next_cursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next_cursor: rows.length > limit && last !== undefined ? cursorAfter(last) : null };
}
