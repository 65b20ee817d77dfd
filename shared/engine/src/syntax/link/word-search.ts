import type { SourceTree } from '../../recipe/recipe.ts';
import type { SourceFile } from '../source-file.ts';

/** Finds words in the text of a tree. A word is what no letter, digit, `_` or `$` stands next to. */
export interface WordSearch {
  /** Paths of the files that contain the word anywhere, comments included. */
  filesWith(word: string): readonly string[];
}

/** Texts that no program reads: a word in them means nothing. */
const PROSE = /\.(?:mdx?|txt|rst|adoc|lock|map|svg|csv|log|patch|diff|snap)$|(?:^|\/)(?:license|changelog)[^/]*$/i;

export function searchWords(tree: SourceTree): WordSearch {
  const known = new Map<string, readonly string[]>();
  const read = [...tree.files].filter(([path]) => !PROSE.test(path));
  return {
    filesWith(word) {
      const found = known.get(word);
      if (found) return found;
      const pattern = wordPattern(word, '');
      const paths = read.filter(([, text]) => text.includes(word) && pattern.test(text)).map(([path]) => path);
      known.set(word, paths);
      return paths;
    },
  };
}

/** Where code and strings of a file say the word; comments do not count. */
export function placesOf(file: SourceFile, word: string): readonly number[] {
  if (!file.text.includes(word)) return [];
  let comment = 0;
  return [...file.text.matchAll(wordPattern(word, 'g'))]
    .map((hit) => hit.index)
    .filter((at) => {
      while ((file.comments[comment]?.end ?? Infinity) <= at) comment += 1;
      return (file.comments[comment]?.start ?? Infinity) > at;
    });
}

function wordPattern(word: string, flags: string): RegExp {
  const escaped = word.replaceAll(/[$^.*+?()[\]{}|\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\w$])${escaped}(?![\w$])`, flags);
}
