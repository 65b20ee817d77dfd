import type { Page } from 'playwright-core';
import { watchActiveEditor } from '../../vscode/harness/watch-active-editor.ts';
import type { EditorWatch } from '../../vscode/harness/watch-active-editor.ts';
import { watchFiles } from '../../vscode/harness/watch-files.ts';
import { counted } from '../counted.ts';
import type { Figure } from '../../bench-engine/figure.ts';

/** What the person did not ask for: editors that came to the front by themselves, and files that changed before an apply. */
export interface Quiet {
  /** From here on the person touches no editor. A reload ends the watch of a window; begin again after it. */
  begin(): Promise<void>;
  end(): Promise<void>;
  /** Everything from the last begin to here was the person's own apply or revert. */
  forgetFiles(): Promise<void>;
  figures(): Promise<readonly Figure[]>;
}

export async function watchQuiet(page: Page, folder: string): Promise<Quiet> {
  let files = await watchFiles(folder);
  let editors: EditorWatch | null = null;
  const moved: string[] = [];
  const changed = new Set<string>();
  let stretches = 0;
  const look = async () => {
    for (const path of await files.changed()) changed.add(path);
  };
  return {
    async begin() {
      editors = await watchActiveEditor(page);
    },
    async end() {
      if (!editors) return;
      moved.push(...(await editors.seen()).slice(1));
      editors = null;
      stretches += 1;
      await look();
    },
    async forgetFiles() {
      files = await watchFiles(folder);
    },
    async figures() {
      await look();
      return [
        counted('changes of the active editor that nobody asked for', moved.length, 0, 'times', {
          samples: stretches,
          detail: moved.slice(0, 3).join(', '),
        }),
        counted('files changed before an apply', changed.size, 0, 'files', {
          samples: stretches,
          detail: [...changed].slice(0, 3).join(', '),
        }),
      ];
    },
  };
}
