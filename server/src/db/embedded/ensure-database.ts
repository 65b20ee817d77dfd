import postgres from 'postgres';
import { SUPERUSER } from './init-cluster.ts';

const DATABASE = 'iama';

/** Makes our database in the cluster unless it is there, and returns its URL. */
export async function ensureDatabase(port: number, password: string): Promise<string> {
  const sql = postgres(urlOf(port, password, 'postgres'), { max: 1, onnotice: () => undefined });
  try {
    const [found] = await sql`SELECT 1 FROM pg_database WHERE datname = ${DATABASE}`;
    if (!found) await sql`CREATE DATABASE ${sql(DATABASE)}`;
  } finally {
    await sql.end();
  }
  return embeddedUrl(port, password);
}

/** The address of our own database, with its password in it. */
export function embeddedUrl(port: number, password: string): string {
  return urlOf(port, password, DATABASE);
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}
