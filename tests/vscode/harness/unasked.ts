import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { watchActiveEditor } from './watch-active-editor.ts';
import { watchFiles } from './watch-files.ts';

/** What nobody asked for before an apply: editors that came to the front by themselves, files that were written. */
export interface Unasked {
  /** Fails if there was any, since the start or until the first call. Later calls judge nothing: the person has applied. */
  judge(): Promise<void>;
}

const moves = new WeakMap<Page, string[]>();

export async function watchUnasked(page: Page, folder: string): Promise<Unasked> {
  const files = await watchFiles(folder);
  let over = false;
  return {
    async judge() {
      if (over) return;
      over = true;
      assert.deepEqual(await files.changed(), [], 'files were written before an apply');
      assert.deepEqual(moves.get(page) ?? [], [], 'editors came to the front by themselves');
    },
  };
}

/** Waits for something that comes by itself, and notes every editor that came to the front meanwhile. */
export async function whileWaiting(page: Page, wait: () => Promise<void>): Promise<void> {
  const editors = await watchActiveEditor(page);
  await wait();
  moves.set(page, [...(moves.get(page) ?? []), ...(await editors.seen()).slice(1)]);
}
