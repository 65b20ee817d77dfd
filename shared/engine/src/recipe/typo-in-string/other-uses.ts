import type { SourceTree } from '../recipe.ts';
import { languageAt, isPythonTest } from '../proposal/covered-files.ts';
import { isTestFile } from '../../js/test-file.ts';
import { findTexts } from './find-texts.ts';
import type { FileTexts } from './find-texts.ts';

/** A place where a misspelt word is said to people too. */
export interface SaidAt {
  readonly path: string;
  readonly at: number;
  readonly isTest: boolean;
}

export interface OtherUses {
  readonly said: readonly SaidAt[];
  /** A file in which the word is part of a name, a key, a pattern or data; null if there is none. */
  readonly named: string | null;
}

/** Answers where else in a repository a word occurs. Documentation and comments do not count: nothing depends on them. */
export function otherUsesIn(tree: SourceTree): (word: string) => OtherUses {
  const texts = new Map<string, FileTexts | null>();
  const textsOf = (path: string, text: string): FileTexts | null => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const language = languageAt(path);
    const found = language === 'script' || language === 'python' ? findTexts(tree, path, text) : '';
    const result = typeof found === 'string' ? null : found;
    texts.set(path, result);
    return result;
  };
  const lowered = new Map([...tree.files].map(([path, text]) => [path, text.toLowerCase()]));
  const answers = new Map<string, OtherUses>();
  return (word) => {
    const lower = word.toLowerCase();
    const known = answers.get(lower);
    if (known) return known;
    const said: SaidAt[] = [];
    let named: string | null = null;
    for (const [path, text] of tree.files) {
      if (/\.(?:md|mdx|markdown|rst|txt)$/i.test(path) || path.includes('node_modules/')) continue;
      const whole = lowered.get(path) ?? '';
      for (let at = whole.indexOf(lower); at !== -1; at = whole.indexOf(lower, at + 1)) {
        const file = textsOf(path, text);
        const isIn = ({ start, end }: { start: number; end: number }) => at >= start && at + lower.length <= end;
        if (file?.comments.some(isIn) === true) continue;
        const isWhole =
          !/[\p{L}\d_$]/u.test(text[at - 1] ?? ' ') && !/[\p{L}\d_$]/u.test(text[at + lower.length] ?? ' ');
        if (file?.texts.some(isIn) === true && isWhole)
          said.push({ path, at, isTest: isTestFile(path) || isPythonTest(path) });
        else if (isWhole || !/[a-z]/.test(text[at - 1] ?? '') || /[A-Z]/.test(text[at] ?? '')) named ??= path;
      }
    }
    const answer = { said, named };
    answers.set(lower, answer);
    return answer;
  };
}
