import type { SyntaxNode } from '../../syntax/node.ts';
import { readSource } from '../../syntax/read-source.ts';
import { samplesOfPattern } from './samples-of-pattern.ts';

/** What a module's own text says of the values that its functions tell apart, as source text. */
export interface ModuleHints {
  /** Texts that its regular expressions match. */
  readonly samples: readonly string[];
  /** Words of its conditions and cases first, then of its tables. */
  readonly words: readonly string[];
  /** Texts put together from what it splits at and looks for. */
  readonly joined: readonly string[];
  /** The same as what a program is called with: lists of texts. Empty unless it looks for dashes. */
  readonly lists: readonly string[];
  readonly numbers: readonly string[];
}

export const NO_HINTS: ModuleHints = { samples: [], words: [], joined: [], lists: [], numbers: [] };

const MOST_WORDS = 200;
const LONGEST_WORD = 40;

/** Pure. */
export function moduleHints(path: string, text: string): ModuleHints {
  const read = readSource(path, text);
  if (!read.ok) return NO_HINTS;
  const patterns = new Set<string>();
  const told = new Set<string>();
  const listed = new Set<string>();
  const numbers: number[] = [];
  const signs = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    const written = text.slice(node.start, node.end);
    if (node.role === 'other' && node.grammar === 'Literal' && written.startsWith('/')) patterns.add(written);
    if (node.role === 'entry' && node.key !== null && node.key !== '') listed.add(node.key);
    if (node.role === 'literal' && typeof node.value === 'number' && /^\d+(\.\d+)?$/.test(written)) {
      numbers.push(node.value);
      const sign = node.value >= 33 && node.value <= 126 ? String.fromCharCode(node.value) : '';
      if (/\b(charCodeAt|codePointAt)\b/.test(text) && isCompared(node) && !/\w/.test(sign)) signs.add(sign);
    }
    if (node.role === 'literal' && typeof node.value === 'string' && isWord(node)) {
      if (/^[^\w\s]{1,3}\s?$/.test(node.value)) signs.add(node.value);
      else if (isCompared(node)) told.add(node.value);
      else listed.add(node.value);
    }
    node.children.forEach(visit);
  };
  visit(read.file.root);
  const samples = spread([...patterns].map(samplesOfLiteral));
  const words = [...new Set([...told, ...listed])].filter((each) => each.length <= LONGEST_WORD).slice(0, MOST_WORDS);
  return {
    samples: samples.map(quote),
    words: words.map(quote),
    joined: joinedBy([...signs].filter(Boolean)).map(quote),
    lists: [...signs].some((each) => each.startsWith('-')) ? argumentLists(words) : [],
    numbers: [...new Set([...numbers, ...products(numbers)])].slice(0, MOST_NUMBERS).map(String),
  };
}

/** Names of modules, of types that `typeof` tells, and directives are no values. */
function isWord(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent?.role === 'expression' || parent?.role === 'import') return false;
  if (parent?.role === 'argument' && parent.parent?.role === 'call') {
    const { callee } = parent.parent;
    if (callee.role === 'name' && /^(require|[A-Z]\w*Error)$/.test(callee.name)) return false;
  }
  if (parent?.role !== 'compare') return true;
  const other = parent.left === node ? parent.right : parent.left;
  return !(other.role === 'other' && other.grammar === 'prefix typeof');
}

function isCompared({ parent }: SyntaxNode): boolean {
  return parent?.role === 'compare' || parent?.role === 'arm' || parent?.role === 'argument' || parent?.role === 'list';
}

const MOST_NUMBERS = 40;
const LARGEST = 1e13;

/** Units are told by each other: `const minute = 60 * second`. */
function products(numbers: readonly number[]): readonly number[] {
  const found: number[] = [];
  let product = 1;
  for (const each of numbers.filter((number) => number > 1)) {
    product = product * each > LARGEST ? each : product * each;
    found.push(product);
  }
  return found;
}

function samplesOfLiteral(written: string): readonly string[] {
  const end = written.lastIndexOf('/');
  return samplesOfPattern(written.slice(1, end), written.slice(end + 1));
}

const MOST_SIGNS = 5;

/** `a=1`, `a=1;b=2`, `1-5`: for each sign, and for two of them in either order. */
function joinedBy(signs: readonly string[]): readonly string[] {
  const few = signs.slice(0, MOST_SIGNS);
  const single = few.flatMap((one) => [`a${one}b`, `1${one}5`, `${one}a`, `a${one}`, `a${one}b${one}c`]);
  const pairs = few.flatMap((one) =>
    few
      .filter((other) => other !== one)
      .flatMap((other) => [`a${one}1${other}b${one}2`, `a${one}0${other}5`, `a${one}"b c"${other} d${one}e`]),
  );
  const triples =
    few.length < 3
      ? []
      : few.flatMap((one, at) => {
          const [two = '', three = ''] = [few[(at + 1) % few.length], few[(at + 2) % few.length]];
          return [`a${one}0${two}5${three}9${two}`, `a${two}b${one} c${three}d`];
        });
  return [...single, ...pairs, ...triples];
}

/** As programs are called; with the names that made-up values have elsewhere. */
function argumentLists(words: readonly string[]): readonly string[] {
  const own = words.filter((each) => /^[a-z]+$/.test(each)).slice(0, 2);
  const single = [
    '--a',
    '--a=b',
    '--a=1',
    '--no-a',
    '-a',
    '-ab',
    '-a1',
    '-a=b',
    '--',
    'x',
    '--a=',
    '-',
    '--a=true',
    '--a=false',
  ];
  const pairs = [
    ['--a', 'b'],
    ['--a', '1'],
    ['-a', 'b'],
    ['-ab', 'c'],
    ['--a', '-b'],
    ['--a', 'true'],
    ['--a', 'false'],
    ['--a', '--', '--b'],
    ['--a=1', '--a=2'],
    ['--a.b', '1'],
    ['x', '--a', 'b', 'y'],
    ...own.map((each) => [`--${each}`, 'x']),
  ];
  return [...pairs, ...single.map((each) => [each])].map((each) => `[${each.map(quote).join(', ')}]`);
}

/** The first of each list, then the second ones. */
function spread(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return [...new Set(Array.from({ length: longest }, (_, at) => lists.flatMap((each) => each[at] ?? [])).flat())];
}

function quote(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`);
  return `'${inner.replaceAll('\u2028', String.raw`\u2028`).replaceAll('\u2029', String.raw`\u2029`)}'`;
}
