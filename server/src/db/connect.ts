import { drizzle } from 'drizzle-orm/postgres-js';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

export interface Connection {
  readonly db: Database;
  /** Waits at most `timeout_seconds` for running queries, then closes. */
  close(timeout_seconds?: number): Promise<void>;
}

export type Database = PostgresJsDatabase & { readonly $client: postgres.Sql };

/**
 * A pool of connections. `pooled`: the URL leads through a transaction pooler (PgBouncer), where prepared statements
 * hang without an error; LISTEN, the queue and migrations need a direct URL instead.
 */
export function connect(url: string, options: { pooled?: boolean; max: number; application: string }): Connection {
  const client = postgres(url, {
    max: options.max,
    prepare: options.pooled !== true,
    connect_timeout: 10,
    // Notices say what a reader of our own SQL knows already.
    onnotice: () => undefined,
    connection: { application_name: options.application },
  });
  return {
    db: drizzle(client),
    close: (timeout_seconds = 5) => client.end({ timeout: timeout_seconds }),
  };
}
