import type { PlanLevel } from '@iama/contracts/recipe';
import type { Speller, Suggestion } from './speller.ts';

export type Verdict =
  | { readonly type: 'right' }
  | { readonly type: 'typo'; readonly correction: string }
  | { readonly type: 'unsure'; readonly suggestions: readonly string[] };

/** One letter costs some 100; what is nearer than half a letter behind the best would be a guess. */
const NEAR = 110;
const GAP = 55;

/** What to do with a word of prose. Lists of common misspellings decide first; an unknown word needs one clear suggestion. */
export function judgeWord(word: string, speller: Speller, level: PlanLevel): Verdict {
  if (speller.knows(word)) return { type: 'right' };
  const all = speller.suggest(word).filter((each) => /^[\p{L}’']+$/u.test(each.word));
  const known = [...new Set(all.filter((each) => each.known).map((each) => each.word))];
  if (known.length === 1 && known[0] !== undefined) return { type: 'typo', correction: inCaseOf(word, known[0]) };
  const others = distinct(all);
  const [best, next] = others;
  const isLong = word.length >= (level === 'COMPREHENSIVE' ? 5 : 6);
  const isClear = best !== undefined && best.cost <= NEAR && (next === undefined || next.cost - best.cost >= GAP);
  // A capital, a blank or a hyphen is a name or a matter of taste; a lost or added ending may be another form of a word.
  const isWord = best !== undefined && /^[a-z]+$/.test(best.word) && !isForm(word.toLowerCase(), best.word);
  if (level !== 'CONSERVATIVE' && isLong && isClear && isWord)
    return { type: 'typo', correction: inCaseOf(word, best.word) };
  return { type: 'unsure', suggestions: others.slice(0, 3).map((each) => each.word) };
}

/** One entry for each spelling, whatever its capitals, the cheapest first. */
function distinct(suggestions: readonly Suggestion[]): Suggestion[] {
  const byWord = new Map<string, Suggestion>();
  for (const each of suggestions.toSorted((a, b) => a.cost - b.cost)) {
    const key = each.word.toLowerCase();
    if (!byWord.has(key)) byWord.set(key, each);
  }
  return [...byWord.values()];
}

/** `refactorer` and `refactored`, `unparseable` and `unparsable`: endings that people build themselves. */
function isForm(word: string, other: string): boolean {
  const stem = (each: string) =>
    each.replace(/(?:e?able|e?ible|er|ers|ed|ing|ings|s|es|ly|ness|ise|ize|ised|ized|d|r|y|ies)$/, '');
  return (
    stem(word) === stem(other) ||
    (/^(?:un|re|de|pre|non|sub|multi|auto|co)/.test(word) && !/^(?:un|re|de|pre|non|sub|multi|auto|co)/.test(other))
  );
}

function inCaseOf(word: string, correction: string): string {
  return word[0] === word[0]?.toUpperCase() ? correction.charAt(0).toUpperCase() + correction.slice(1) : correction;
}
