import type { PlanLevel } from '@iama/contracts/recipe';
import type { SourceTree } from '../recipe.ts';
import { NOTHING } from '../proposal/proposal.ts';
import type { FileOutcome, Hold, Proposal } from '../proposal/proposal.ts';
import { findTexts } from './find-texts.ts';
import { judgeWord } from './judge-word.ts';
import type { OtherUses } from './other-uses.ts';
import { proseWords } from './prose.ts';
import type { RepositoryWords } from './repository-words.ts';
import type { Speller } from './speller.ts';

export interface Spelling {
  readonly tree: SourceTree;
  readonly level: PlanLevel;
  readonly speller: Speller;
  readonly repository: RepositoryWords;
  readonly otherUses: (word: string) => OtherUses;
  readonly hasSnapshots: boolean;
}

/** Misspelt words in what a file says to people. `isTest`: only words that are corrected elsewhere too. */
export function proposeTypos(
  path: string,
  text: string,
  spelling: Spelling,
  corrected: ReadonlyMap<string, string> | null,
): FileOutcome {
  const { tree, level, speller, repository } = spelling;
  if (repository.isLeftOut(path)) return { skip: 'the spelling checker’s settings leave it out' };
  if (/\b(?:cspell|spell-?checker):\s*disable\b/i.test(text))
    return { skip: 'a comment switches the spelling checker off' };
  const found = findTexts(tree, path, text);
  if (typeof found === 'string') return { skip: found };
  if (found.texts.length === 0) return NOTHING;
  const own = new Set(
    [...text.matchAll(/\b(?:cspell|spell-?checker):\s*(?:ignore|words?)\s+([^\n*]+)/gi)].flatMap(([, list = '']) =>
      list.toLowerCase().split(/[\s,]+/),
    ),
  );
  const proposals: Proposal[] = [];
  const holds: Hold[] = [];
  for (const { start, end } of found.texts) {
    const words = proseWords(text.slice(start, end));
    const isKnown = (word: string) =>
      repository.words.has(word.toLowerCase()) || own.has(word.toLowerCase()) || speller.knows(word);
    // Another language, or names of a trade: not for this dictionary.
    if (words.filter((word) => isKnown(word.text)).length * 10 < words.length * 7) continue;
    for (const word of words) {
      if (word.text.length < 4 || isKnown(word.text)) continue;
      const at = start + word.at;
      const verdict = judgeWord(word.text, speller, level);
      if (verdict.type === 'right' || (corrected && !corrected.has(word.text.toLowerCase()))) continue;
      const reason = verdict.type === 'unsure' ? unsure(verdict.suggestions) : whyKept(word.text, path, spelling);
      if (verdict.type === 'unsure' || reason !== null)
        holds.push({ symbol: null, at, reason: `\`${word.text}\` stays: ${reason ?? ''}.` });
      else proposals.push(typo(word.text, verdict.correction, at));
    }
  }
  return { proposals, holds };
}

function unsure(suggestions: readonly string[]): string {
  return suggestions.length === 0
    ? 'it is in no dictionary, and nothing is near'
    : `it may be ${suggestions.map((each) => `\`${each}\``).join(', ')}, or a name`;
}

function whyKept(word: string, path: string, { level, otherUses, hasSnapshots }: Spelling): string | null {
  const { said, named } = otherUses(word);
  if (named !== null) return `${named === path ? 'the file' : named} has it as a name, a key or data too`;
  const test = said.find((each) => each.isTest);
  if (test && level !== 'COMPREHENSIVE')
    return `${test.path} says it too, and tests are only changed at the highest level`;
  return hasSnapshots && level !== 'COMPREHENSIVE' ? 'snapshots of tests may hold the text' : null;
}

function typo(word: string, correction: string, at: number): Proposal {
  return {
    kind: 'typo',
    symbol: null,
    at,
    key: word,
    message: `\`${word}\` is misspelt: \`${correction}\`.`,
    edits: [{ start: at, end: at + word.length, replacement: correction }],
    group: `typo:${word.toLowerCase()}`,
  };
}
