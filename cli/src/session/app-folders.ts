import { fileURLToPath } from 'node:url';
import { userFolders } from '@iama/runner/records/user-folders';
import type { UserFolders } from '@iama/runner/records/user-folders';

export interface AppFolders extends UserFolders {
  /** Where a control plane started from this clone says that it is there. */
  readonly local_server: string;
}

export function appFolders(env: NodeJS.ProcessEnv = process.env): AppFolders {
  const local_server = env['IAMA_DATA_DIR'] || fileURLToPath(new URL('../../../.iama', import.meta.url));
  return { ...userFolders(env), local_server };
}
