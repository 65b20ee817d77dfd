import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from '@iama/runner/records/write-private-file';

/** Small values that survive whatever ends the editor, each in a file of its own. */
export interface KeptValues {
  /** Undefined for what was never kept, or cannot be read. */
  read(key: string): Promise<unknown>;
  /** Resolves when it is on disk; undefined forgets it. */
  write(key: string, value: unknown): Promise<void>;
  /** Forgets every value whose key names this id as a word of its own. */
  forgetAbout(id: string): Promise<void>;
}

/** The editor's own memory is written some seconds later, and lost when its window is reloaded or killed before. */
export function keptValues(folder: string): KeptValues {
  const pathOf = (key: string) => join(folder, `${encodeURIComponent(key)}.json`);
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work, work);
    return last;
  };
  return {
    async read(key) {
      await last.catch(() => undefined);
      try {
        return JSON.parse(await readFile(pathOf(key), 'utf8'));
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      return inTurn(() =>
        value === undefined
          ? rm(pathOf(key), { force: true })
          : writePrivateFile(pathOf(key), `${JSON.stringify(value)}\n`),
      );
    },
    forgetAbout(id) {
      return inTurn(async () => {
        for (const name of await readdir(folder).catch(() => [])) {
          const words = decodeURIComponent(name.replace(/\.json$/, '')).split(' ');
          if (words.includes(id)) await rm(join(folder, name), { force: true });
        }
      });
    },
  };
}
