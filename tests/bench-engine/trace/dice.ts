import { seededRandom } from '../../support/seeded-random.ts';

/** Choices that a seed decides, in words that generators of programs use. */
export interface Dice {
  chance(probability: number): boolean;
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** One of the makers, run: what is not picked is not made. */
  make<Made>(makers: readonly (() => Made)[]): Made;
}

export function diceOf(seed: number): Dice {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  };
  return { chance: (probability) => random() < probability, below, pick, make: (makers) => pick(makers)() };
}
