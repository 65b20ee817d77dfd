import { diceOf } from './trace/dice.ts';
import type { Dice } from './trace/dice.ts';

/** How large a generated repository is, and how many of its files ask for the flag `stale-checkout`. */
export interface RepositorySize {
  readonly files: number;
  readonly bytes: number;
  readonly files_with_flag: number;
}

export const GENERATED_FLAG = 'stale-checkout';

/**
 * A TypeScript repository that no one wrote: modules that import one another, classes, types, comments, strings. The same
 * seed gives the same files. Paths are in folders of a hundred.
 */
export function generatedRepository(size: RepositorySize, seed: number): Map<string, string> {
  const dice = diceOf(seed);
  const files = new Map<string, string>([
    ['package.json', '{"name":"generated","private":true,"type":"module"}\n'],
    ['src/flags.ts', 'export declare const flags: { isEnabled(key: string): boolean };\n'],
  ]);
  const each = Math.ceil(size.bytes / size.files);
  const step = Math.max(1, Math.floor(size.files / Math.max(1, size.files_with_flag)));
  for (let index = 0; index < size.files; index += 1) {
    const asks = index % step === 0 && index / step < size.files_with_flag;
    files.set(pathOf(index), moduleText(dice, index, each, asks));
  }
  return files;
}

function pathOf(index: number): string {
  return `src/area${Math.floor(index / 100)}/module${index}.ts`;
}

function moduleText(dice: Dice, index: number, bytes: number, asks: boolean): string {
  const parts = [`import { flags } from '../flags.ts';\n`];
  const before = index % 100 === 0 ? '0' : `total${index - 1}`;
  if (before !== '0') parts.push(`import { ${before} } from './module${index - 1}.ts';\n`);
  if (asks) parts.push(flagText(index));
  let length = parts.join('').length;
  for (let part = 0; length < bytes; part += 1) {
    const text = pieceText(dice, index, part);
    parts.push(text);
    length += text.length;
  }
  parts.push(
    `export const total${index}: number = ${before} + ${index};\nexport const asked${index} = () => flags.isEnabled('area-${index}');\n`,
  );
  return parts.join('');
}

/** What a person leaves behind when a flag is old: a constant, branches both ways, a helper for the old way alone. */
function flagText(index: number): string {
  return `
function oldPrice${index}(amount: number): number {
  return amount * 2;
}

export function price${index}(amount: number): number {
  const enabled = flags.isEnabled('${GENERATED_FLAG}');
  if (!enabled) {
    // The way it was before.
    return oldPrice${index}(amount);
  } else if (amount > 100 && enabled) {
    return amount - 1;
  }
  return flags.isEnabled('${GENERATED_FLAG}') ? amount : oldPrice${index}(amount + 1);
}
`;
}

const NOUNS = ['order', 'invoice', 'basket', 'customer', 'parcel', 'refund', 'voucher', 'session'];
const VERBS = ['collect', 'measure', 'compare', 'archive', 'release', 'prepare', 'confirm', 'reserve'];

function pieceText(dice: Dice, index: number, part: number): string {
  const noun = dice.pick(NOUNS);
  const verb = dice.pick(VERBS);
  const name = `${verb}${index}x${part}`;
  const type = `${noun[0]?.toUpperCase()}${noun.slice(1)}${index}x${part}`;
  return `
/** Says what to ${verb} of a ${noun}, and for how many it was asked before. */
export interface ${type} {
  readonly id: string;
  readonly count: number;
  readonly labels: readonly string[];
}

export function ${name}(items: readonly ${type}[], limit = ${dice.below(90)}): string[] {
  const kept = items.filter((each) => each.count > limit && each.labels.length > 0);
  if (kept.length === 0) return ['no ${noun} to ${verb}'];
  return kept.map((each) => \`\${each.id}: \${each.labels.join(', ')} (\${each.count})\`);
}
`;
}
