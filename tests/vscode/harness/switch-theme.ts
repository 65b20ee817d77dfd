import type { Page } from 'playwright-core';
import { quickItem, runCommand } from './run-command.ts';

export type Theme = keyof typeof THEMES;

/** How VS Code lists them, and the class that its window then has. */
const THEMES = {
  light: { label: 'Light Modern', mark: 'vs' },
  dark: { label: 'Dark Modern', mark: 'vs-dark' },
  high_contrast: { label: 'Dark High Contrast', mark: 'hc-black' },
  high_contrast_light: { label: 'Light High Contrast', mark: 'hc-light' },
} as const;

const LOOK_MS = 5000;
const TRIES = 5;

/** Switches as a person does, without a reload. Resolves when the window is drawn in the theme and the list is gone. */
export async function switchTheme(page: Page, theme: Theme): Promise<void> {
  const { label, mark } = THEMES[theme];
  for (let again = TRIES; ; again -= 1) {
    await runCommand(page, 'Preferences: Color Theme');
    try {
      await page.locator('.quick-input-widget input.input').fill(label, { timeout: LOOK_MS });
      await quickItem(page, label).first().click({ timeout: LOOK_MS });
      break;
    } catch (error) {
      // The list closes when something else takes the focus.
      if (again <= 1) throw error;
      await page.keyboard.press('Escape');
    }
  }
  await page.locator(`.monaco-workbench.${mark}`).waitFor();
  // The theme is drawn as soon as it is pointed at, while the list is still there.
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}
