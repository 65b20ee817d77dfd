import { createHash } from 'node:crypto';
import { join } from 'node:path';

const HOME = '/var/lib/iama';

/**
 * Where things live that belong to `path` but have to be reachable by another account: root's home and other folders
 * of mode 700 are closed to it. One folder for each path, so that clones do not meet.
 */
export function privatePlace(path: string): string {
  return join(HOME, createHash('sha256').update(path).digest('hex').slice(0, 16));
}
