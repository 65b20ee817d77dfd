import type { FrameLocator, Page } from 'playwright-core';

/** The document inside a visible webview (panel, view or custom editor), the n-th when there are several. */
export function findWebview(page: Page, nth = 0): FrameLocator {
  return page.frameLocator('iframe.webview.ready').nth(nth).frameLocator('iframe#active-frame');
}
