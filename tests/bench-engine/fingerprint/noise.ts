import type { Dice } from '../trace/dice.ts';

/** What a run puts into its words and the next run puts there otherwise, spelled as programs spell it. */
const KINDS: Readonly<Record<string, (dice: Dice) => string>> = {
  time: (dice) => `at ${instant(dice).toISOString()}`,
  date: (dice) => `on ${instant(dice).toUTCString()}`,
  'date of JavaScript': (dice) => `since ${instant(dice).toString()}`,
  clock: (dice) => `[${two(dice, 24)}:${two(dice, 60)}:${two(dice, 60)}]`,
  epoch: (dice) => `now=${instant(dice).getTime()}`,
  duration: (dice) => `after ${dice.below(9000)}ms, in ${dice.below(90)}.${dice.below(99)} s`,
  uuid: (dice) => [8, 4, 4, 4, 12].map((length) => letters(dice, HEX, length)).join('-'),
  'id by name': (dice) => `request ${letters(dice, HEX, 16)}`,
  nanoid: (dice) => `id=${letters(dice, HEX, 12)}`,
  port: (dice) => `connect ECONNREFUSED 127.0.0.1:${1024 + dice.below(60_000)}`,
  'temporary folder': (dice) => `/tmp/shop-${letters(dice, WORD, 6)}/orders.json`,
  'folder of macOS': (dice) => `/var/folders/zz/${letters(dice, HEX, 8)}/T/shop-${letters(dice, WORD, 6)}/a`,
  address: (dice) => `<Cart object at 0x7f${letters(dice, HEX, 10)}>`,
  seed: (dice) => `seed: -${dice.below(1e9)}, --seed=${dice.below(1e9)}`,
  process: (dice) => `pid ${dice.below(65_000)}`,
};

const NOISE_KINDS: readonly string[] = Object.keys(KINDS);

/** One remark of every kind. */
export function noiseOf(dice: Dice): string {
  return NOISE_KINDS.map((kind) => remarkOf(kind, dice)).join(', ');
}

/** One remark of one kind. */
function remarkOf(kind: string, dice: Dice): string {
  return KINDS[kind]?.(dice) ?? '';
}

const HEX = '0123456789abcdef';
const WORD = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function letters(dice: Dice, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[dice.below(alphabet.length)]).join('');
}

/** Between 2020 and 2030. */
function instant(dice: Dice): Date {
  return new Date(1_577_836_800_000 + dice.below(3652) * 86_400_000 + dice.below(86_400_000));
}

function two(dice: Dice, limit: number): string {
  return String(dice.below(limit)).padStart(2, '0');
}
