import { access } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The machine's own Chromium: nothing is downloaded. `args` come after ours. */
export async function openBrowser(args: readonly string[] = []): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? (await find()),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...args,
    ],
  });
}

async function find(): Promise<string> {
  for (const place of PLACES) {
    const there = await access(place).then(
      () => true,
      () => false,
    );
    if (there) return place;
  }
  throw new Error(
    'There is no Chromium here. Install it (Debian: apt-get update && apt-get install -y --no-install-recommends ' +
      'chromium fonts-liberation), or name it in CHROMIUM.',
  );
}
