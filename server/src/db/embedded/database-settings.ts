import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { writePrivateFile } from './write-private-file.ts';

const DatabaseSettings = z.object({
  port: z.int().min(1).max(65_535),
  password: z.string().min(20),
  /** The cluster's folder, and the data folder it was made for: a data folder that was moved finds its cluster again. */
  cluster_dir: z.string(),
  made_for: z.string(),
});
export type DatabaseSettings = z.infer<typeof DatabaseSettings>;

export async function readDatabaseSettings(data_dir: string): Promise<DatabaseSettings | null> {
  const path = settingsPath(data_dir);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return DatabaseSettings.parse(JSON.parse(text));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'settings_lost',
      `${path} is not readable as database settings.`,
      'Restore the file from a copy; without it the password of the database is lost. To begin anew, move the whole data folder away.',
      cause,
    );
  }
}

export async function writeDatabaseSettings(data_dir: string, settings: DatabaseSettings): Promise<void> {
  await writePrivateFile(settingsPath(data_dir), `${JSON.stringify(settings, null, 2)}\n`);
}

export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

function settingsPath(data_dir: string): string {
  return join(data_dir, 'database.json');
}
