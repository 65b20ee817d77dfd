import { timestamp } from 'drizzle-orm/pg-core';

/** A point in time, `timestamptz` in SQL and `Date` here. */
export function instant<const Name extends string>(name: Name) {
  return timestamp(name, { withTimezone: true, mode: 'date' });
}
