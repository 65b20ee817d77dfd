import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type UserSettings = Readonly<Record<string, unknown>>;

/** Like a desktop VS Code that nobody has touched, without what would talk to the internet or cover the window. */
const CALM_SETTINGS: UserSettings = {
  // In a browser it would save by itself, on the desktop it does not.
  'files.autoSave': 'off',
  'files.simpleDialog.enable': true,
  'workbench.startupEditor': 'none',
  // Else the browser's preference decides, and not `workbench.colorTheme`.
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
};

/**
 * Writes the settings of a profile. Before its VS Code starts: this build follows no changes of the file. Those of a test stand
 * in the machine's settings too: a window may ask for one of machine scope before it has read the person's.
 */
export async function writeSettings(user_data_dir: string, settings: UserSettings): Promise<void> {
  await writeJson(join(user_data_dir, 'User'), { ...CALM_SETTINGS, ...settings });
  await writeJson(join(user_data_dir, 'Machine'), settings);
}

async function writeJson(folder: string, settings: UserSettings): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}
