import { join } from 'node:path';

/** Where things are in an installation. */
export const ROOT = join(import.meta.dirname, '../..');
export const MIGRATIONS_DIR = join(ROOT, 'migrations');
export const CONSOLE_DIR = join(ROOT, 'server/console/dist');
