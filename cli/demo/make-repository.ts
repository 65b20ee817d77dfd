import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runCommand } from './run-command.ts';
import { SHOP_FILES } from './shop-files.ts';

/** The shop as a git repository with one commit, made without touching the person's git settings. */
export async function makeRepository(root: string, env: NodeJS.ProcessEnv): Promise<void> {
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
    const { code } = await runCommand('git', args, { cwd: root, env, show: false });
    if (code !== 0) throw new Error(`git ${args[0] ?? ''} failed with exit code ${code}.`);
  }
}
