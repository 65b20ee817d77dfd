import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { SHOP_FILES } from './shop-files.ts';

/**
 * A small shop as a git repository with one commit in `root`, made without touching the person's git settings. It has tests,
 * unused code, and a report that only a path built at run time leads to.
 */
export async function makeShop(root: string, env: NodeJS.ProcessEnv): Promise<void> {
  for (const [path, text] of Object.entries(SHOP_FILES)) {
    const place = join(root, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, text);
  }
  // A mode that a careless rewrite would lose.
  await chmod(join(root, 'src/cart.js'), 0o755);
  const identity = ['-c', 'user.name=Corner Shop', '-c', 'user.email=shop@example.test', '-c', 'commit.gpgsign=false'];
  for (const args of [
    ['init', '--quiet', '--initial-branch=main', '.'],
    ['add', '--all'],
    [...identity, 'commit', '--quiet', '--no-verify', '-m', 'Open the shop'],
  ]) {
    await promisify(execFile)('git', args, { cwd: root, env });
  }
}
