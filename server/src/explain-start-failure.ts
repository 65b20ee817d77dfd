import { ConfigError } from './config/read-config.ts';
import { EmbeddedPostgresError } from './db/embedded/embedded-postgres-error.ts';
import { MigrationError } from './db/migrate.ts';
import { StartError } from './start-error.ts';

/** What a person reads when the process cannot start. */
export function explainStartFailure(error: unknown): string {
  if (error instanceof ConfigError) return `The settings cannot be used:\n  ${error.lines.join('\n  ')}`;
  if (error instanceof StartError || error instanceof EmbeddedPostgresError || error instanceof MigrationError) {
    const cause = error.cause === undefined ? '' : `\n(${firstLine(error.cause)})`;
    return `${error.message}${cause}\n${error.next}`;
  }
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code !== undefined && FOLDER_TROUBLE.has(code)) {
    return `${firstLine(error)}\nThe data folder has to be writable and have some space; IAMA_DATA_DIR moves it.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const FOLDER_TROUBLE: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'EEXIST',
  'ENOTDIR',
]);

function firstLine(error: unknown): string {
  const deepest = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { message, code } = deepest as NodeJS.ErrnoException;
  return (message || (code ?? String(deepest))).split('\n')[0] ?? '';
}
