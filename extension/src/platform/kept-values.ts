import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from '@iama/runner/records/write-private-file';

/** Small values that survive whatever ends the editor, each in a file of its own. */
export interface KeptValues {
  /** Undefined for what was never kept, or cannot be read. */
  read(key: string): Promise<unknown>;
  /** Resolves when it is on disk; undefined forgets it. */
  write(key: string, value: unknown): Promise<void>;
}

/** The editor's own memory is written some seconds later, and lost when its window is reloaded or killed before. */
export function keptValues(folder: string): KeptValues {
  const pathOf = (key: string) => join(folder, `${encodeURIComponent(key)}.json`);
  let last: Promise<void> = Promise.resolve();
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
      const write = () =>
        value === undefined
          ? rm(pathOf(key), { force: true })
          : writePrivateFile(pathOf(key), `${JSON.stringify(value)}\n`);
      last = last.then(write, write);
      return last;
    },
  };
}
