import type { PatchEdit } from '@iama/contracts/edit/patch-edit';
import type { Dice } from '../trace/dice.ts';

/** A line as the model knows it; `end` null means that either kind of line end will do. */
export interface ModelLine {
  readonly text: string;
  readonly end: string | null;
}

export interface RoundFile {
  readonly path: string;
  readonly text: string;
  readonly bom: boolean;
}

/** One set of edits, and what the model says comes of it: the lines of each file, null for none; or a refusal. */
export interface Round {
  readonly files: readonly RoundFile[];
  readonly edits: readonly PatchEdit[];
  readonly expected: ReadonlyMap<string, readonly ModelLine[] | null> | 'refused';
  /** Blocks were written with other blanks than the file has, so a refusal is as right as the expected text. */
  readonly may_refuse: boolean;
}

const WORDS = ['alpha', 'beta', '  gamma', '    delta', '', '}', 'x y z', '\tepsilon', 'é “quoted”'];

export function makeRound(dice: Dice): Round {
  const files: RoundFile[] = [];
  const edits: PatchEdit[] = [];
  const expected = new Map<string, readonly ModelLine[] | null>();
  let is_refused = false;
  let may_refuse = false;
  let fresh = 0;
  const newLine = (): string => `${dice.pick(['', '  ', '\t'])}new ${fresh++}`;
  for (let number = 0; number <= dice.below(4); number += 1) {
    const path = `f${number}.txt`;
    const lines = someLines(dice);
    const file = { path, text: lines.map((line) => line.text + line.end).join(''), bom: dice.chance(0.15) };
    const fate = dice.pick(['change', 'change', 'change', 'change', 'delete', 'create', 'move'] as const);
    if (fate === 'create') {
      const text = Array.from({ length: 1 + dice.below(5) }, newLine);
      edits.push({ op: 'CREATE_FILE', path: `made/${path}`, text: text.map((line) => `${line}\n`).join('') });
      expected.set(
        `made/${path}`,
        text.map((line) => ({ text: line, end: '\n' })),
      );
    }
    files.push(file);
    if (fate === 'delete') {
      edits.push({ op: 'DELETE_FILE', path });
      expected.set(path, null);
      continue;
    }
    if (fate === 'move') edits.push({ op: 'RENAME_FILE', path, new_path: `moved/${path}` });
    const change = changeLines(dice, lines, newLine);
    may_refuse ||= change.is_blurred;
    is_refused ||= change.is_refused;
    if (change.blocks.length > 0)
      edits.push({ op: 'EXACT_SEARCH_REPLACE', path, blocks: shuffled(dice, change.blocks) });
    expected.set(fate === 'move' ? `moved/${path}` : path, change.after);
    if (fate === 'move') expected.set(path, null);
  }
  return { files, edits, expected: is_refused ? 'refused' : expected, may_refuse };
}

function someLines(dice: Dice): { text: string; end: string }[] {
  const style = dice.pick(['\n', '\n', '\r\n', null]);
  const count = dice.below(30);
  const isOpen = dice.chance(0.3);
  return Array.from({ length: count }, (_, index) => {
    const text = dice.chance(0.5) ? dice.pick(WORDS) : `${dice.pick(['', '  ', '    '])}line ${index}`;
    const end = index === count - 1 && isOpen && text !== '' ? '' : (style ?? dice.pick(['\n', '\r\n']));
    return { text, end };
  });
}

interface Change {
  readonly blocks: { search: string; replace: string; whole_lines: true }[];
  readonly after: readonly ModelLine[];
  readonly is_refused: boolean;
  readonly is_blurred: boolean;
}

function changeLines(dice: Dice, lines: readonly { text: string; end: string }[], newLine: () => string): Change {
  const blocks: Change['blocks'] = [];
  const after: ModelLine[] = [];
  let [is_refused, is_blurred] = [false, false];
  let at = 0;
  while (at < lines.length) {
    const length = 1 + dice.below(4);
    const part = lines.slice(at, at + length);
    const places = placesOf(lines, part);
    const isBold = dice.chance(0.03);
    if (!dice.chance(0.25) || part.every((line) => line.text === '') || (places !== 1 && !isBold)) {
      after.push(lines[at] as ModelLine);
      at += 1;
      continue;
    }
    const replace = replacementOf(dice, part, newLine);
    const blur = places === 1 && dice.chance(0.1) ? dice.pick(['blanks', 'deeper'] as const) : null;
    const written = (text: string): string => (blur === 'deeper' && text !== '' ? `    ${text}` : text);
    const search = part.map((line) => written(line.text) + (blur === 'blanks' ? ' ' : ''));
    blocks.push({ search: joined(search), replace: joined(replace.map(written)), whole_lines: true });
    is_blurred ||= blur !== null;
    is_refused ||= places !== 1;
    const isLast = at + part.length === lines.length && part.at(-1)?.end === '';
    // A line that the edit only repeats keeps its own end, also where it becomes the last.
    const endOf = (text: string, index: number): string | null =>
      isLast && index === replace.length - 1 && text.includes('new ') ? '' : null;
    after.push(...replace.map((text, index) => ({ text, end: endOf(text, index) })));
    at += part.length;
  }
  return { blocks, after, is_refused, is_blurred };
}

/** Some of the lines stay, some go, new ones come between. */
function replacementOf(dice: Dice, part: readonly { text: string }[], newLine: () => string): string[] {
  const lines = part.flatMap(({ text }) => [
    ...(dice.chance(0.3) ? [newLine()] : []),
    ...(dice.chance(0.5) ? [text] : []),
  ]);
  return dice.chance(0.4) ? [...lines, newLine()] : lines;
}

function placesOf(lines: readonly { text: string }[], part: readonly { text: string }[]): number {
  return lines.filter((_, at) => part.every((line, index) => lines[at + index]?.text === line.text)).length;
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function shuffled<Item>(dice: Dice, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, key: dice.below(1_000_000) }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
