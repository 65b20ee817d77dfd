import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { userFolders } from '@iama/runner/records/user-folders';
import { z } from 'zod';

const Announcement = () => z.object({ data_dir: z.string() });

/**
 * Data folders of control planes that may run on this machine: the one that the environment names, and the clone whose
 * `npm start` announced itself. A folder that is open in the editor is never asked: a repository could name a control plane
 * of its own there, and get the person's code.
 */
export async function localDataFolders(env = process.env): Promise<string[]> {
  return [env['IAMA_DATA_DIR'], await announcedFolder(env)].filter((folder) => folder !== undefined && folder !== null);
}

async function announcedFolder(env: NodeJS.ProcessEnv): Promise<string | null> {
  try {
    const text = await readFile(join(userFolders(env).data, 'local-control-plane.json'), 'utf8');
    return Announcement().parse(JSON.parse(text)).data_dir;
  } catch {
    return null;
  }
}
