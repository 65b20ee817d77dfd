/**
 * `npm run test:desktop`: the in-host suites in a desktop VS Code, through @vscode/test-electron. Without the internet
 * or a display there is none, and it says so.
 *
 *   npm run test:desktop -- --vscode path/to/code    one that is installed, instead of a download
 *   npm run test:desktop -- --vsix some.vsix         another package than a new one
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { temporaryShop } from './harness/temporary-shop.ts';
import { readManifest } from './harness/read-manifest.ts';
import { readResults } from './harness/read-results.ts';
import type { InHostEnd } from './harness/read-results.ts';
import { makePlan } from './harness/run-in-host.ts';
import { writeSettings } from './harness/user-settings.ts';
import { PLAN_VARIABLE } from './in-host/plan.ts';
import { packageExtension } from './package-extension.ts';
import { buildEverySuite, printTests } from './run-in-host-suites.ts';

/** The same as the host's, so that both say something about one VS Code. */
const VERSION = '1.139.1';
const DOWNLOADS = join(import.meta.dirname, '.vscode-test');

const { values } = parseArgs({ options: { vscode: { type: 'string' }, vsix: { type: 'string' } } });
const vscode = values.vscode === undefined ? await download() : resolve(values.vscode);
if (vscode instanceof Error) {
  console.log(`skipped: no VS Code ${VERSION} could be downloaded: ${vscode.message}`);
} else if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
  console.log('skipped: there is no display here. With one: xvfb-run -a npm run test:desktop');
} else {
  const { tests, tally, why } = await runOnDesktop(vscode, values.vsix ?? (await packageExtension()));
  printTests(tests);
  if (why !== undefined) console.log(why);
  console.log(`\n${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
  process.exitCode = tally.failed > 0 ? 1 : 0;
}

async function download(): Promise<string | Error> {
  try {
    return await downloadAndUnzipVSCode({ version: VERSION, cachePath: DOWNLOADS });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function runOnDesktop(vscodeExecutablePath: string, vsix: string): Promise<InHostEnd> {
  const home = await mkdtemp(join(tmpdir(), 'iama-desktop-'));
  const shop = await temporaryShop();
  try {
    const user_data_dir = join(home, 'data');
    const extensions_dir = join(home, 'extensions');
    const places = [`--user-data-dir=${user_data_dir}`, `--extensions-dir=${extensions_dir}`];
    await writeSettings(user_data_dir, {});
    installVsix(vscodeExecutablePath, [...places, '--install-extension', resolve(vsix)]);
    const { id } = await readManifest({ extensions_dir });
    const suite = await buildEverySuite(join(home, 'suite'));
    const plan = makePlan(suite, id, join(home, 'results.json'));
    const code = await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: suite.driver,
      extensionTestsPath: suite.entry,
      extensionTestsEnv: { [PLAN_VARIABLE]: JSON.stringify(plan) },
      launchArgs: [shop.folder, ...places],
    }).catch(() => 1);
    return await readResults(plan.results, code);
  } finally {
    await shop.remove();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function installVsix(vscodeExecutablePath: string, args: readonly string[]): void {
  const [cli, ...first] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath);
  if (cli === undefined) throw new Error(`${vscodeExecutablePath} has no command line.`);
  const { status } = spawnSync(cli, [...first, ...args], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`Installing the extension ended with exit code ${status}.`);
}
