import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@iama/client/create-client';
import type { Client } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { startControlPlane } from '../../acceptance/control-plane.ts';
import type { ControlPlane } from '../../acceptance/control-plane.ts';
import { passableFolder } from '../../support/passable-folder.ts';
import { openWorkbench, waitForWorkbench } from '../../vscode/harness/open-workbench.ts';
import { exitOnSignals } from '../../vscode/harness/process-group.ts';
import { startVscode } from '../../vscode/harness/start-vscode.ts';
import type { Vscode } from '../../vscode/harness/start-vscode.ts';
import { vsixUnderTest } from '../../vscode/harness/vsix-under-test.ts';
import type { UserSettings } from '../../vscode/harness/user-settings.ts';
import { rm } from 'node:fs/promises';
import { makeProbeExtension } from './probe-extension.ts';
import { startSwitch } from './switchable-way.ts';
import type { SwitchableWay } from './switchable-way.ts';
import { temporaryRepository } from './temporary-repository.ts';
import type { RepositoryShape } from './temporary-repository.ts';

/** VS Code on a repository with the packaged extension, a probe beside it, and a control plane behind a switch. */
export interface Desk {
  readonly page: Page;
  readonly vscode: Vscode;
  readonly plane: ControlPlane;
  /** The only way from the extension to the control plane. */
  readonly way: SwitchableWay;
  /** The same account as the extension's, past the switch. */
  readonly client: Client;
  /** The repository that is open. */
  readonly folder: string;
  /** A new window on the same folder, once its workbench is there. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

export interface DeskOptions {
  readonly repository: RepositoryShape;
  readonly settings?: UserSettings;
}

/** For a step in the window, on a machine with twenty programs for each core. */
const PATIENCE_MS = 180_000;

const Account = z.object({ email: z.string(), password: z.string() });

export async function openDesk({ repository, settings = {} }: DeskOptions): Promise<Desk> {
  exitOnSignals();
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    const shop = await temporaryRepository(repository);
    undo.push(() => shop.remove());
    const plane = await startControlPlane();
    undo.push(() => plane.stop());
    const account = Account.parse(JSON.parse(await readFile(join(plane.data_dir, 'local-account.json'), 'utf8')));
    const way = await startSwitch(plane.url, account);
    undo.push(() => way.close());
    const parts = await passableFolder('iama-probe-');
    undo.push(() => rm(parts, { recursive: true, force: true }));
    const vscode = await startVscode({
      vsix: [vsixUnderTest(), await makeProbeExtension(parts)],
      settings,
      env: { IAMA_DATA_DIR: way.data_dir },
    });
    undo.push(() => vscode.stop());
    const window = await openWorkbench(vscode, { folder: shop.folder });
    undo.push(() => window.close());
    const { page } = window;
    page.setDefaultTimeout(PATIENCE_MS);
    return {
      page,
      vscode,
      plane,
      way,
      client: await signIn(plane.url, account),
      folder: shop.folder,
      close,
      async reload() {
        await page.reload();
        await waitForWorkbench(page);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function signIn(base_url: string, body: z.infer<typeof Account>): Promise<Client> {
  const tokens = memoryTokenStore();
  const client = createClient({ base_url, tokens });
  await tokens.write((await client.call('auth.login', { body, repeatable: true })).tokens);
  return client;
}
