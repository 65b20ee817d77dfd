import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';

/** The pool, or one transaction of it: what a store runs its statements on. */
export type Executor = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;
