import { startControlPlane } from '../../acceptance/control-plane.ts';
import type { ControlPlane } from '../../acceptance/control-plane.ts';
import { temporaryShop } from './temporary-shop.ts';
import type { ShopChange } from './temporary-shop.ts';
import { openWorkbench } from './open-workbench.ts';
import type { Workbench } from './open-workbench.ts';
import { startVscode } from './start-vscode.ts';
import type { Vscode } from './start-vscode.ts';
import type { UserSettings } from './user-settings.ts';
import { watchUnasked } from './unasked.ts';
import { vsixUnderTest } from './vsix-under-test.ts';

/** A person at a desk: the shop's repository open in VS Code, the packaged extension in it, a control plane running. */
export interface Journey extends Workbench {
  readonly plane: ControlPlane;
  readonly vscode: Vscode;
  /** The repository that is open. */
  readonly folder: string;
  /**
   * The person applies next, or writes into the folder. Until here, and in a journey that never says so until its end, no
   * file may have been written, and no editor may have come to the front while they only waited.
   */
  beforeApply(): Promise<void>;
}

export interface JourneyOptions {
  /** Over the calm ones. */
  readonly settings?: UserSettings;
  /**
   * Where the control plane is: `here`, and the extension finds it and its first account by its data folder; or
   * `elsewhere`, and the extension knows its address only, so that somebody has to sign in.
   */
  readonly control_plane?: 'here' | 'elsewhere';
  /** Of the control plane, beside what it needs: a model, for instance. */
  readonly env?: NodeJS.ProcessEnv;
  /** Packages to install beside the one under test. */
  readonly vsix?: readonly string[];
  /** The folder is not trusted before the person says so. */
  readonly ask_for_trust?: boolean;
  /** What the shop is to be, before the window opens. */
  readonly change?: ShopChange;
}

/** The control plane is a real one with its own database. */
export async function startJourney(options: JourneyOptions = {}): Promise<Journey> {
  const { settings = {}, control_plane = 'here', env = {}, ask_for_trust = false, vsix = [], change } = options;
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    const failures: unknown[] = [];
    for (const step of undo.splice(0).toReversed()) await step().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  try {
    const shop = await temporaryShop(change);
    undo.push(() => shop.remove());
    const elsewhere = control_plane === 'elsewhere';
    const plane = await startControlPlane(elsewhere ? { ...env, IAMA_HOST: '127.0.0.2' } : env);
    undo.push(() => plane.stop());
    const vscode = await startVscode({
      vsix: [vsixUnderTest(), ...vsix],
      ask_for_trust,
      settings: elsewhere ? { 'iama.controlPlane.url': plane.url, ...settings } : settings,
      env: elsewhere ? {} : { IAMA_DATA_DIR: plane.data_dir },
    });
    undo.push(() => vscode.stop());
    const window = await openWorkbench(vscode, { folder: shop.folder });
    undo.push(() => window.close());
    const unasked = await watchUnasked(window.page, shop.folder);
    undo.push(() => unasked.judge());
    return { plane, vscode, folder: shop.folder, page: window.page, close, beforeApply: () => unasked.judge() };
  } catch (error) {
    await close();
    throw error;
  }
}
