import type { RecipeId } from '@iama/contracts/recipe';
import { NEGATIONS, WAYS } from './vocabulary.ts';

export interface GoalMatch {
  readonly recipe_id: RecipeId;
  /** The person's own words that speak for it, as they stand in the goal. */
  readonly because: readonly string[];
}

interface Word {
  /** As the person wrote it. */
  readonly written: string;
  readonly plain: string;
  readonly negated: boolean;
}

/**
 * Recipes that a goal in plain words speaks of, the best first; empty when it speaks of none. A goal that says what shall not
 * be done does not ask for that.
 */
export function matchGoal(goal: string): readonly GoalMatch[] {
  const words = readWords(goal);
  const best = new Map<RecipeId, Set<number>>();
  for (const { recipe_id, things } of WAYS) {
    const found = things.map((thing) => findAny(words, thing));
    if (!found.every((places) => places.length > 0)) continue;
    const places = new Set(found.flat());
    if (places.size > (best.get(recipe_id)?.size ?? 0)) best.set(recipe_id, places);
  }
  return [...best]
    .toSorted(([, a], [, b]) => b.size - a.size)
    .map(([recipe_id, places]) => ({
      recipe_id,
      because: [...places].toSorted((a, b) => a - b).map((place) => words[place]?.written ?? ''),
    }));
}

/** After a negation, the next three words are meant by it, or fewer when a clause ends before. */
const REACH = 3;

function readWords(goal: string): readonly Word[] {
  const words: Word[] = [];
  let left = 0;
  for (const [written] of goal.matchAll(/[\p{L}\p{N}'’._-]+|[,;:!?]/gu)) {
    if (/^[,;:!?]$/.test(written)) {
      left = 0;
      continue;
    }
    const plain = plainly(written);
    if (plain === '') continue;
    words.push({ written: written.replace(/[.]+$/, ''), plain, negated: left > 0 });
    left = NEGATIONS.some((each) => fits(plain, each)) ? REACH : Math.max(0, left - 1);
  }
  return words;
}

function plainly(word: string): string {
  return word
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('’', "'")
    .replace(/^[ldnsc]'/, '')
    .replaceAll(/^[._'-]+|[._'-]+$/g, '');
}

/** Places of the words that speak of a thing; empty when none does, or only what is not wanted. */
function findAny(words: readonly Word[], thing: readonly string[]): readonly number[] {
  for (const each of thing) {
    const parts = each.split(' ');
    const at = words.findIndex((_, start) =>
      parts.every((part, index) => {
        const word = words[start + index];
        return word !== undefined && !(index === 0 && word.negated) && fits(word.plain, part);
      }),
    );
    if (at >= 0) return parts.map((_, index) => at + index);
  }
  return [];
}

function fits(plain: string, pattern: string): boolean {
  return pattern.endsWith('*') ? plain.startsWith(pattern.slice(0, -1)) : plain === pattern;
}
