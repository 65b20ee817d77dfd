import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface AppFolders {
  /** Credentials. */
  readonly config: string;
  /** Snapshots, journals and what we know about jobs. */
  readonly data: string;
  /** Where a control plane started from this clone says that it is there. */
  readonly local_server: string;
}

/** IAMA_HOME holds everything when it is set; otherwise the XDG folders. */
export function appFolders(env: NodeJS.ProcessEnv = process.env): AppFolders {
  const local_server = env['IAMA_DATA_DIR'] || fileURLToPath(new URL('../../../.iama', import.meta.url));
  const home = env['IAMA_HOME'];
  if (home) return { config: join(home, 'config'), data: join(home, 'data'), local_server };
  const config = join(xdg(env['XDG_CONFIG_HOME']) ?? join(homedir(), '.config'), 'iama');
  const data = join(xdg(env['XDG_DATA_HOME']) ?? join(homedir(), '.local', 'share'), 'iama');
  return { config, data, local_server };
}

/** The XDG rules: a relative path is not valid and is ignored. */
function xdg(value: string | undefined): string | null {
  return value && isAbsolute(value) ? value : null;
}
