/**
 * `npm run test:vscode`: the packaged extension in a real VS Code. Installs VS Code (once), packages the extension, runs
 * the journeys in its window and the suites in its extension host, and ends with one line of counts.
 *
 *   npm run test:vscode -- --vsix some.vsix                         another package than a new one
 *   npm run test:vscode -- tests/vscode/journeys/open.test.ts       these files only
 */
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Tally } from '../run/read-summary.ts';
import { installHost } from './harness/install-host.ts';
import { SCREENSHOTS } from './harness/take-screenshot.ts';
import { VSIX_VARIABLE } from './harness/vsix-under-test.ts';
import { packageExtension } from './package-extension.ts';
import { runInHostSuites } from './run-in-host-suites.ts';
import { runInWindow } from './run-in-window.ts';

const ROOT = join(import.meta.dirname, '../..');

const { values, positionals } = parseArgs({ allowPositionals: true, options: { vsix: { type: 'string' } } });
const total = { passed: 0, failed: 0, skipped: 0 };

await timed('VS Code', async () => ((await installHost()) ? 'installed' : 'is there'));
const vsix = values.vsix === undefined ? await packageExtension() : resolve(values.vsix);
console.log(`== package: ${vsix}`);
await rm(SCREENSHOTS, { recursive: true, force: true });

process.env[VSIX_VARIABLE] = vsix;
const files = positionals.length > 0 ? positionals : ['tests/vscode/{harness,journeys}/**/*.test.ts'];
await suite('in the window', () => runInWindow(ROOT, files));
if (positionals.length === 0) await suite('in the extension host', () => runInHostSuites(vsix));

console.log(`\nScreenshots: ${SCREENSHOTS}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function suite(name: string, run: () => Promise<Tally & { readonly why?: string }>): Promise<void> {
  console.log(`\n== ${name}`);
  await timed(name, async () => {
    const { passed, failed, skipped, why } = await run().catch(asFailure);
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    return `${passed} passed, ${failed} failed, ${skipped} skipped${why === undefined ? '' : `; ${why}`}`;
  });
}

/** What keeps a suite from running is a failure like another: the rest runs, and the last line counts it. */
function asFailure(error: unknown): Tally & { readonly why: string } {
  console.error(error);
  return { passed: 0, failed: 1, skipped: 0, why: 'it could not run' };
}

async function timed(name: string, work: () => Promise<string>): Promise<void> {
  const started = performance.now();
  const what = await work();
  console.log(`== ${name}: ${what}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
