import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

export interface ControlPlane {
  readonly url: string;
  /** The first account of a control plane on this machine, where its owner may read it; null otherwise. */
  readonly account: { readonly email: string; readonly password: string } | null;
}

const ServerFile = () => z.object({ url: z.url() });
const Account = () => z.object({ email: z.string(), password: z.string() });

/**
 * The control plane to talk to: the setting, else one that runs on this machine. A local one tells its address and first
 * account in files of its data folder, which only its owner can read. Null when none is found. `answers` asks an address
 * whether a control plane is there now; without it, the one that would be asked first is named, and nothing goes out.
 */
export async function findControlPlane(
  setting: string,
  data_folders: readonly string[],
  answers: (url: string) => Promise<boolean> = isHealthy,
): Promise<ControlPlane | null> {
  const wanted = normalised(setting);
  for (const folder of data_folders) {
    const server = await readJson(join(folder, 'server.json'), ServerFile());
    if (!server || (wanted !== null && normalised(server.url) !== wanted)) continue;
    if (!(await answers(server.url))) continue;
    return {
      url: normalised(server.url) ?? server.url,
      account: await readJson(join(folder, 'local-account.json'), Account()),
    };
  }
  if (wanted !== null) return { url: wanted, account: null };
  return (await answers(DEFAULT_URL)) ? { url: DEFAULT_URL, account: null } : null;
}

/** Where `npm start` listens unless told otherwise. */
const DEFAULT_URL = 'http://127.0.0.1:4262';

function normalised(url: string): string | null {
  if (url.trim() === '') return null;
  return url.trim().replace(/\/+$/, '');
}

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

/** A file alone can be left over from a kill. */
async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(1500) })).ok;
  } catch {
    return false;
  }
}
