import type { Page } from 'playwright-core';
import { openBrowser } from '../../browser/open-browser.ts';
import type { Vscode } from './start-vscode.ts';

/** A window of VS Code on a folder. */
export interface Workbench {
  readonly page: Page;
  close(): Promise<void>;
}

/** `payload` is what a desktop VS Code takes from its command line, as pairs. */
export interface WindowOptions {
  /** Or a `.code-workspace` file, which names several. */
  readonly folder: string;
  readonly payload?: readonly (readonly [string, string])[];
}

const LIMIT_MS = 60_000;
/** Narrower, and a comparison shows its two sides in one column. */
const VIEWPORT = { width: 1400, height: 900 };

/** This machine, and a second address of it: VS Code in a browser sends links to the first one through its own server. */
const REACHABLE = ['127.0.0.1', '127.0.0.2'];

/** Opens a window and waits for its workbench, in a browser that reaches nothing but this machine. */
export async function openWorkbench(vscode: Pick<Vscode, 'url'>, options: WindowOptions): Promise<Workbench> {
  const window = await prepareWindow(vscode, options);
  try {
    await window.open();
    return window;
  } catch (error) {
    await window.close();
    throw error;
  }
}

/** A window before it is opened, for what has to be in place by then. */
export async function prepareWindow(
  { url }: Pick<Vscode, 'url'>,
  { folder, payload = [] }: WindowOptions,
): Promise<Workbench & { open(): Promise<void> }> {
  const browser = await openBrowser([
    `--host-resolver-rules=${['MAP * ~NOTFOUND', ...REACHABLE.map((host) => `EXCLUDE ${host}`)].join(', ')}`,
  ]);
  const context = await browser.newContext({ viewport: VIEWPORT });
  // The rules above stop names; this stops addresses too, and says so at once.
  await context.route(
    ({ protocol, hostname }) => protocol.startsWith('http') && !REACHABLE.includes(hostname),
    (route) => route.abort(),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const address = new URL(url);
  address.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  return {
    page,
    async open() {
      await page.goto(address.href, { timeout: LIMIT_MS });
      await waitForWorkbench(page);
    },
    close: () => browser.close(),
  };
}

/** Also after a reload. The remote item of the status bar comes when the window and its server know each other. */
export async function waitForWorkbench(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar [id="status.host"]').waitFor({ timeout: LIMIT_MS });
}
