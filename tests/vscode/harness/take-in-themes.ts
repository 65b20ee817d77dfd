import type { Page } from 'playwright-core';
import { switchTheme } from './switch-theme.ts';
import type { Theme } from './switch-theme.ts';
import { takeScreenshot } from './take-screenshot.ts';

/** The last one is what the journey goes on in. */
const THEMES: readonly Theme[] = ['dark', 'high_contrast', 'light'];

/**
 * Pictures of a surface in the dark, a high contrast and the light theme: `<name>-<theme>`. `show` brings it back where
 * the choice of a theme takes it away.
 */
export async function takeInThemes(page: Page, name: string, show?: () => Promise<unknown>): Promise<void> {
  for (const theme of THEMES) {
    await switchTheme(page, theme);
    await show?.();
    await takeScreenshot(page, `${name}-${theme}`);
  }
}
