import type { LanguageId } from '../../dialect.ts';

/** Languages in which one file loads another by where it lies. */
export const LOADS_FILES: ReadonlySet<LanguageId> = new Set(['python', 'ruby', 'php', 'rust']);

const LOADING_LINES =
  /^[^\S\n]*(?:pub(?:\([^)\n]*\))?\s+)?(?:from|import|require|require_relative|require_once|include|include_once|load|autoload|mod|use)\b(?:\([^)]*\)|[^\n])*/gm;

/** What a file is called by those that load it; null for a name that stands for its folder. */
export function fileWord(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  return /^(?:__init__|mod|lib|main)$/.test(name) ? null : name;
}

/** Words in the lines of a text that load something. Rather too many: `import os, keys  # flags` has three. */
export function wordsLoaded(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const [line] of text.matchAll(LOADING_LINES)) {
    for (const [word] of line.matchAll(/[\p{L}\p{N}_-]+/gu)) words.add(word);
  }
  return words;
}
