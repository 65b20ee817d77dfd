import { format } from 'node:util';
import { join } from 'node:path';
import { PLAN_VARIABLE } from '../in-host/plan.ts';
import type { Plan } from '../in-host/plan.ts';
import type { InHostSuite } from './build-in-host-suite.ts';
import { prepareWindow } from './open-workbench.ts';
import { readResults } from './read-results.ts';
import type { InHostEnd } from './read-results.ts';
import type { Vscode } from './start-vscode.ts';
import { takeScreenshot } from './take-screenshot.ts';

export interface InHostRun {
  readonly suite: InHostSuite;
  /** The workspace. */
  readonly folder: string;
  readonly extension_id: string;
  readonly limit_ms?: number;
  /** What the extension host writes to its console, mocha's report in it. */
  readonly onLog?: (line: string) => void;
}

/** Runs a suite inside the extension host of a window of a VS Code that was started with `in_host`, as `runTests` of @vscode/test-electron does on a desktop. */
export async function runInHost(vscode: Vscode, options: InHostRun): Promise<InHostEnd> {
  const { suite, folder, extension_id, limit_ms = 120_000, onLog } = options;
  const plan = makePlan(suite, extension_id, join(vscode.home, 'in-host-results.json'));
  const remote = (path: string) => `vscode-remote://${vscode.authority}${path}`;
  const window = await prepareWindow(vscode, {
    folder,
    payload: [
      ['extensionDevelopmentPath', remote(suite.driver)],
      ['extensionTestsPath', remote(suite.entry)],
      ['extensionEnvironment', JSON.stringify({ [PLAN_VARIABLE]: JSON.stringify(plan) })],
      ['skipWelcome', 'true'],
    ],
  });
  const { page } = window;
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  try {
    // VS Code's own names for what its smoke tests listen to.
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => onLog?.(format(...args)));
    await page.exposeFunction('codeAutomationExit', end);
    await window.open();
    return await readResults(plan.results, await within(limit_ms, ended));
  } catch (error) {
    const picture = await takeScreenshot(page, 'in-host-failure').catch(() => 'none');
    throw new Error(`The suite did not end (picture: ${picture}). The server said:\n${vscode.log().slice(-4000)}`, {
      cause: error,
    });
  } finally {
    await window.close();
  }
}

/** What `run` of a suite is told. */
export function makePlan({ files }: InHostSuite, extension_id: string, results: string): Plan {
  return { files, extension_id, results, mocha: import.meta.resolve('mocha') };
}

async function within<T>(limit_ms: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const limit = setTimeout(() => reject(new Error(`Not within ${limit_ms} ms.`)), limit_ms);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(limit);
  }
}
