import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new temporary folder that other accounts may pass through. When root runs the tests, the database runs as somebody
 * else; in a closed folder it would move to a place of its own and stay there after the run.
 */
export async function passableFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await chmod(folder, 0o711);
  return folder;
}
