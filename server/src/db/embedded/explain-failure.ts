import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** Turns what PostgreSQL said when it gave up into an error that a person can act on. */
export function explainFailure(what: string, output: string, where: string): EmbeddedPostgresError {
  const said = lastWords(output);
  if (/no space left on device|disk quota exceeded/i.test(output)) return diskFull(what, where);
  if (/permission denied|read-only file system|operation not permitted/i.test(output)) {
    return new EmbeddedPostgresError(
      'not_permitted',
      `${what}: the database may not write to ${where}. ${said}`,
      'Give the account that starts IAMA this folder, or set IAMA_DATA_DIR to a folder it can write.',
    );
  }
  return new EmbeddedPostgresError(
    'start_failed',
    `${what}: ${said}`,
    'The whole story is in logs/postgres.log of the data folder. With DATABASE_URL you can use a PostgreSQL of your own.',
  );
}

/** The same for errors of our own file operations. Other errors come back as they are. */
export function explainFileError(error: unknown, where: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull('The data folder could not be written', where);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new EmbeddedPostgresError(
      'not_permitted',
      `The data folder ${where} is not ours to write.`,
      'If another user started IAMA here before, start as that user, or set IAMA_DATA_DIR to a folder of your own.',
      error,
    );
  }
  return error;
}

function diskFull(what: string, where: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'disk_full',
    `${what}: there is no space left for ${where}.`,
    'Free about 200 MB, or set IAMA_DATA_DIR to a folder on another disk. Nothing that was stored is lost.',
  );
}

function lastWords(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.filter((line) => /FATAL|PANIC|ERROR|error:|could not/.test(line));
  return (telling.length > 0 ? telling : lines).slice(-2).join(' ').trim() || 'it said nothing';
}
