import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import type { AppFolders } from './app-folders.ts';
import { readCredentials } from './credentials.ts';

export interface FoundServer {
  readonly url: string;
  /** Started from this clone, so its first account may be used when its file can be read. */
  readonly local: boolean;
}

/**
 * Which control plane to talk to: `--url`, IAMA_URL, the last `iama login`, or the one that runs from this clone.
 * Throws NO_SERVER when none of them says anything.
 */
export async function findServer(
  folders: AppFolders,
  given: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<FoundServer> {
  const local = await localServerUrl(folders.local_server);
  const { current } = await readCredentials(folders.config);
  const url = given ?? (env['IAMA_URL'] || current || local);
  if (!url) {
    throw new CliError(
      'NO_SERVER',
      'No control plane is known: none runs from this clone, and nobody has signed in to another.',
      'Start one with `npm start` in the folder of iama, or sign in to one: iama login --url https://…',
      EXIT.unreachable,
    );
  }
  return { url: normalised(url), local: local !== null && normalised(url) === normalised(local) };
}

const ServerFile = z.object({ url: z.string() });

async function localServerUrl(folder: string): Promise<string | null> {
  try {
    return ServerFile.parse(JSON.parse(await readFile(join(folder, 'server.json'), 'utf8'))).url;
  } catch {
    return null;
  }
}

function normalised(url: string): string {
  try {
    const parsed = new URL(url);
    if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') throw new Error('not a web address');
    return parsed.href.replace(/\/+$/, '');
  } catch (cause) {
    throw new CliError(
      'BAD_URL',
      `${url} is not an address of a control plane.`,
      'Give it as http://host:port or https://host.',
      EXIT.usage,
      { cause },
    );
  }
}
