import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TokenPair } from '@iama/contracts/auth/auth';
import type { TokenStore } from '@iama/client/token-store';
import { z } from 'zod';
import { withFileLock } from '@iama/runner/records/with-file-lock';
import { writePrivateFile } from '@iama/runner/records/write-private-file';

const Login = z.object({ email: z.string(), tokens: TokenPair });
const Credentials = z.object({
  /** The server that `iama login` was last used with. */
  current: z.string().nullable(),
  logins: z.record(z.string(), Login),
});
type Credentials = z.infer<typeof Credentials>;

const NONE: Credentials = { current: null, logins: {} };

/** What `iama` remembers of its logins, by the server's address. One file, mode 600. */
export async function readCredentials(config_dir: string): Promise<Credentials> {
  const text = await readFile(fileIn(config_dir), 'utf8').catch(() => null);
  if (text === null) return NONE;
  try {
    return Credentials.parse(JSON.parse(text));
  } catch {
    // Unreadable credentials are the same as none: signing in again mends it.
    return NONE;
  }
}

export function rememberLogin(
  config_dir: string,
  url: string,
  login: z.infer<typeof Login>,
  current: boolean,
): Promise<void> {
  return change(config_dir, (known) => ({
    current: current ? url : known.current,
    logins: { ...known.logins, [url]: login },
  }));
}

export function forgetLogin(config_dir: string, url: string): Promise<void> {
  return change(config_dir, (known) => {
    const { [url]: _, ...logins } = known.logins;
    return { current: known.current === url ? null : known.current, logins };
  });
}

/** The tokens of one server in that file. Safe for several processes at once. */
export function credentialStore(config_dir: string, url: string): TokenStore {
  return {
    async read() {
      return (await readCredentials(config_dir)).logins[url]?.tokens ?? null;
    },
    write: (tokens) =>
      change(config_dir, (known) => ({
        ...known,
        logins: { ...known.logins, [url]: { email: known.logins[url]?.email ?? '', tokens } },
      })),
    clear: () => forgetLogin(config_dir, url),
    exclusively: (work) => withFileLock(join(config_dir, 'refresh.lock'), work),
  };
}

function change(config_dir: string, edit: (known: Credentials) => Credentials): Promise<void> {
  return withFileLock(join(config_dir, 'credentials.lock'), async () => {
    const next = edit(await readCredentials(config_dir));
    await writePrivateFile(fileIn(config_dir), `${JSON.stringify(next, null, 2)}\n`);
  });
}

function fileIn(config_dir: string): string {
  return join(config_dir, 'credentials.json');
}
