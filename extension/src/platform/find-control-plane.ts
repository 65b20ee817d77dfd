import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface ControlPlane {
  readonly url: string;
  /** The first account of a control plane on this machine, where its owner may read it; null otherwise. */
  readonly account: { readonly email: string; readonly password: string } | null;
}

// Checked by hand: the editor asks for accounts at every start, and a library for this would be read then.
const SERVER = ['url'] as const;
const ACCOUNT = ['email', 'password'] as const;

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
    const server = await readTexts(join(folder, 'server.json'), SERVER);
    if (!server || !URL.canParse(server.url) || (wanted !== null && normalised(server.url) !== wanted)) continue;
    if (!(await answers(server.url))) continue;
    return {
      url: normalised(server.url) ?? server.url,
      account: await readTexts(join(folder, 'local-account.json'), ACCOUNT),
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

/** These texts of a JSON file; null when it is not there, or one of them is no text. */
async function readTexts<K extends string>(path: string, keys: readonly K[]): Promise<Record<K, string> | null> {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof read !== 'object' || read === null) return null;
    const texts = keys.map((key) => [key, (read as Partial<Record<K, unknown>>)[key]] as const);
    return texts.every(([, text]) => typeof text === 'string')
      ? (Object.fromEntries(texts) as Record<K, string>)
      : null;
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
