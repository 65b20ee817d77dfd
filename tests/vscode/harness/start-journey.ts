import { startControlPlane } from '../../acceptance/control-plane.ts';
import type { ControlPlane } from '../../acceptance/control-plane.ts';
import { temporaryShop } from './temporary-shop.ts';
import { openWorkbench } from './open-workbench.ts';
import type { Workbench } from './open-workbench.ts';
import { startVscode } from './start-vscode.ts';
import type { Vscode } from './start-vscode.ts';
import type { UserSettings } from './user-settings.ts';
import { vsixUnderTest } from './vsix-under-test.ts';

/** A person at a desk: the shop's repository open in VS Code, the packaged extension in it, a control plane running. */
export interface Journey extends Workbench {
  readonly plane: ControlPlane;
  readonly vscode: Vscode;
  /** The repository that is open. */
  readonly folder: string;
}

/** The control plane is a real one with its own database; the extension finds it by its data folder. */
export async function startJourney(settings: UserSettings = {}): Promise<Journey> {
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    const shop = await temporaryShop();
    undo.push(() => shop.remove());
    const plane = await startControlPlane();
    undo.push(() => plane.stop());
    const vscode = await startVscode({ vsix: [vsixUnderTest()], settings, env: { IAMA_DATA_DIR: plane.data_dir } });
    undo.push(() => vscode.stop());
    const window = await openWorkbench(vscode, { folder: shop.folder });
    undo.push(() => window.close());
    return { plane, vscode, folder: shop.folder, page: window.page, close };
  } catch (error) {
    await close();
    throw error;
  }
}
