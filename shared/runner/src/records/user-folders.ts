import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export interface UserFolders {
  /** Credentials. */
  readonly config: string;
  /** Snapshots, journals and what this machine knows about jobs. */
  readonly data: string;
}

/** IAMA_HOME holds everything when it is set; otherwise the XDG folders. Every client on a machine shares them. */
export function userFolders(env: NodeJS.ProcessEnv = process.env): UserFolders {
  const home = env['IAMA_HOME'];
  if (home) return { config: join(home, 'config'), data: join(home, 'data') };
  const config = join(xdg(env['XDG_CONFIG_HOME']) ?? join(homedir(), '.config'), 'iama');
  const data = join(xdg(env['XDG_DATA_HOME']) ?? join(homedir(), '.local', 'share'), 'iama');
  return { config, data };
}

/** The XDG rules: a relative path is not valid and is ignored. */
function xdg(value: string | undefined): string | null {
  return value && isAbsolute(value) ? value : null;
}
