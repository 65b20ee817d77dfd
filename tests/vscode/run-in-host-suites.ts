import { glob, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildInHostSuite } from './harness/build-in-host-suite.ts';
import type { InHostSuite } from './harness/build-in-host-suite.ts';
import { temporaryShop } from './harness/temporary-shop.ts';
import { readManifest } from './harness/read-manifest.ts';
import type { InHostEnd } from './harness/read-results.ts';
import { runInHost } from './harness/run-in-host.ts';
import { startVscode } from './harness/start-vscode.ts';

/** Runs `in-host/*.test.ts` with the extension installed and the shop open. */
export async function runInHostSuites(vsix: string): Promise<InHostEnd['tally'] & { readonly why?: string }> {
  const built = await mkdtemp(join(tmpdir(), 'iama-in-host-'));
  const shop = await temporaryShop();
  const vscode = await startVscode({ vsix: [vsix], in_host: true });
  try {
    const { id } = await readManifest(vscode);
    const suite = await buildEverySuite(built);
    const { tests, tally, why } = await runInHost(vscode, { suite, folder: shop.folder, extension_id: id });
    printTests(tests);
    return why === undefined ? tally : { ...tally, why };
  } finally {
    await vscode.stop();
    await shop.remove();
    await rm(built, { recursive: true, force: true });
  }
}

export async function buildEverySuite(folder: string): Promise<InHostSuite> {
  const files: string[] = [];
  const cwd = join(import.meta.dirname, 'in-host');
  for await (const name of glob('*.test.ts', { cwd })) files.push(join(cwd, name));
  return buildInHostSuite(folder, files);
}

export function printTests(tests: InHostEnd['tests']): void {
  const marks = { passed: '✔', failed: '✘', skipped: '-' };
  for (const { title, state, error } of tests) console.log(`  ${marks[state]} ${title}${error ? `\n${error}\n` : ''}`);
}
