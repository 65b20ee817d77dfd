import type { FileIndex } from './file-index.ts';
import { stemOf } from './file-index.ts';
import { baseNameOf, directoryOf, joinPath } from './paths.ts';

/** Finds the code files that a word in some text may mean: a path from here, from the root, or a path's end. */
export interface MentionIndex {
  find(from: string, word: string): readonly string[];
}

/** Names too common for a bare mention to mean a particular file. */
const COMMON = /^(?:index|main|app|server|config|package|types|utils|test|setup|cli)\.[a-z]+$/i;

export function indexMentions(index: FileIndex): MentionIndex {
  const byEnd = new Map<string, string[]>();
  const add = (key: string, path: string) => {
    const list = byEnd.get(key);
    if (list) list.push(path);
    else byEnd.set(key, [path]);
  };
  for (const path of index.paths) {
    const base = baseNameOf(path);
    const stem = stemOf(path);
    if (stem === null) continue;
    add(base, path);
    add(twoSegments(path), path);
    add(twoSegments(stem), path);
  }
  return {
    find(from, word) {
      const path = word.replace(/^(?:\.{1,2}\/)+|^[@~]?\//, '');
      const found = new Set<string>();
      for (const guess of [joinPath(directoryOf(from), word), joinPath('.', path)]) {
        if (guess !== null && guess !== '.') for (const hit of index.find(guess)) found.add(hit);
      }
      const ends = path.includes('/')
        ? (byEnd.get(twoSegments(path)) ?? [])
        : COMMON.test(path)
          ? []
          : (byEnd.get(path) ?? []);
      for (const hit of ends) if (`/${hit}`.includes(`/${path}`)) found.add(hit);
      return [...found];
    },
  };
}

function twoSegments(path: string): string {
  return path.split('/').slice(-2).join('/');
}
