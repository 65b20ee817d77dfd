import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { contextIndex, ImportTable } from '@iama/engine/context/context-index';
import type { ContextIndex } from '@iama/engine/context/context-index';
import { whyLeftOut, whyNotRead } from '@iama/engine/context/why-left-out';
import { baseNameOf } from '@iama/engine/js/paths';
import { decodeText } from '../workspace/decode-text.ts';
import type { FileEntry } from '../workspace/file-entry.ts';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { listFiles } from '../workspace/list-files.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What resolution reads besides the paths. */
const SETTINGS = /^(?:package\.json|(?:ts|js)config[\w.-]*\.json)$/;
const READS_AT_ONCE = 200;

interface Read {
  readonly size: number;
  readonly mtime_ms: number;
}

/**
 * A workspace as contexts are built from it, kept between builds: a file that did not change since is not read again. One for
 * each workspace and process.
 */
export class ContextFiles {
  readonly #workspace: Workspace;
  readonly #table = new ImportTable();
  readonly #read = new Map<string, Read>();
  readonly #settings = new Map<string, string>();
  readonly #leftOut = new Map<string, string>();
  #texts = new Map<string, string | null>();
  #paths: ReadonlySet<string> = new Set();
  #index: ContextIndex | null = null;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** The index of the files as they are now. Reads what is new or was written since the last time. */
  async refresh(signal?: AbortSignal): Promise<{ readonly index: ContextIndex; readonly files_read: number }> {
    const listing = await listFiles(this.#workspace, signal);
    for (const path of listing.kept_back) this.#leftOut.set(path, 'An .iamaignore keeps it back.');
    const now = new Set(listing.files.map(({ path }) => path));
    let files_read = 0;
    let settings = false;
    for (const path of this.#read.keys()) {
      if (now.has(path)) continue;
      this.#forget(path);
      settings ||= SETTINGS.test(baseNameOf(path));
    }
    for (const entry of listing.files) {
      const { path, size, mtime_ms } = entry;
      const known = this.#read.get(path);
      if (known?.size === size && known.mtime_ms === mtime_ms) continue;
      this.#take(entry);
      files_read += 1;
      settings ||= SETTINGS.test(baseNameOf(path));
      if (files_read % READS_AT_ONCE === 0) {
        await setImmediate();
        throwIfCancelled(signal);
      }
    }
    const moved = now.size !== this.#paths.size || [...now].some((path) => !this.#paths.has(path));
    if (this.#index === null || settings || moved) {
      this.#paths = now;
      const paths = new Set([...now, ...listing.kept_back]);
      this.#index = contextIndex(
        {
          paths,
          settings: new Map(this.#settings),
          textOf: (path) => this.#textOf(path),
          whyUnread: (path) => this.#leftOut.get(path) ?? 'It could not be read.',
        },
        this.#table,
      );
    }
    return { index: this.#index, files_read };
  }

  #forget(path: string): void {
    this.#table.update(path, null);
    for (const kept of [this.#read, this.#settings, this.#leftOut, this.#texts]) kept.delete(path);
  }

  #take({ path, kind, size, mtime_ms }: FileEntry): void {
    this.#forget(path);
    this.#read.set(path, { size, mtime_ms });
    const isSettings = SETTINGS.test(baseNameOf(path));
    const why = kind === 'symlink' ? 'It is a symbolic link.' : whyNotRead(path, size);
    if (why !== null) this.#leftOut.set(path, why);
    if (why !== null && !isSettings) return;
    const text = this.#readText(path);
    if (text === null) return;
    if (isSettings) this.#settings.set(path, text);
    this.#table.update(path, text);
  }

  /** Texts are read when a context needs them: ten thousand would fill the memory for nothing. */
  #textOf(path: string): string | null {
    if (this.#leftOut.has(path) || !this.#read.has(path)) return null;
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const text = this.#readText(path);
    const why = text === null ? null : whyLeftOut(path, text);
    if (why !== null) this.#leftOut.set(path, why);
    const told = why === null ? text : null;
    this.#texts.set(path, told);
    return told;
  }

  #readText(path: string): string | null {
    try {
      const decoded = decodeText(readFileSync(join(this.#workspace.root, path)));
      if (decoded.ok) return decoded.text;
      this.#leftOut.set(path, decoded.reason);
    } catch {
      this.#leftOut.set(path, 'It could not be read from disk.');
    }
    return null;
  }
}
