import type { TextEdit } from '@iama/contracts/patch/patch';
import { cutImportItems } from './cut-import-items.ts';
import { cutListItems } from './cut-list-items.ts';
import { cutStatement, withBlankLines } from './cut-statements.ts';
import type { Cutout } from './cut-statements.ts';
import { covers, ownership } from './link-references.ts';
import type { FileUnits, Span } from './unit.ts';

interface Comment extends Span {
  readonly type: 'Line' | 'Block';
  readonly value: string;
}

/** One place in the text that goes, and the units on whose account it goes. */
export interface Removal {
  readonly span: Span;
  readonly owners: readonly number[];
}

export interface CutOutcome {
  readonly edits: readonly TextEdit[];
  readonly removals: readonly Removal[];
  /** Units that cannot be cut out cleanly, with the reason. */
  readonly refused: ReadonlyMap<number, string>;
}

/** Dead units that are not inside another dead one: each of them becomes a finding. */
export function outermost(file: FileUnits, dead: ReadonlySet<number>): number[] {
  const innermost = ownership(file);
  return [...dead].filter((index) => {
    const unit = file.units[index];
    if (!unit || unit.kind === 'list') return false;
    if (unit.kind === 'unused_export' && leavesWithStatement(file, dead, index)) return false;
    const skip = (each: number) =>
      each === index || !dead.has(each) || isAncestor(file, index, each) || !covers(file, each, index);
    return innermost(unit.at, skip) === null;
  });
}

/** An `export` goes without a word when the whole statement that it starts goes. */
function leavesWithStatement(file: FileUnits, dead: ReadonlySet<number>, index: number): boolean {
  const at = file.units[index]?.at;
  return [...dead].some((each) => {
    const cut = file.units[each]?.cut;
    return each !== index && cut?.type === 'statements' && cut.spans.some(({ start }) => start === at);
  });
}

function isAncestor(file: FileUnits, unit: number, other: number): boolean {
  for (let each: number | null = unit; each !== null; each = file.units[each]?.parent ?? null)
    if (each === other) return true;
  return false;
}

/** The edits that take dead units out of a file, every other byte as it was. */
export function cutFile(
  text: string,
  comments: readonly Comment[],
  file: FileUnits,
  dead: ReadonlySet<number>,
  findingOf: (unit: number) => string,
): CutOutcome {
  const statements: Removal[] = [];
  const removals: Removal[] = [];
  const partial = new Map<number, Map<number, number[]>>();
  const wholes = new Map<number, number[]>();
  for (const index of outermost(file, dead)) place(file, dead, index, index, wholes, partial);
  for (const [index, owners] of wholes) {
    const cut = file.units[index]?.cut;
    const leaves = file.units.find((unit) => unit.parent === index && unit.leaves !== null)?.leaves;
    if (cut?.type === 'statements' && leaves) removals.push(...around(file, index, leaves, owners));
    else if (cut?.type === 'statements') for (const span of cut.spans) statements.push({ span, owners });
    if (cut?.type === 'text') removals.push({ span: cut.span, owners });
  }
  const refused = new Map<number, string>();
  for (const [list, items] of partial) {
    const unit = file.units[list];
    const gone = new Set(items.keys());
    const cutting = unit && (cutImportItems(text, unit, gone) ?? cutListItems(text, comments, unit.items, gone));
    for (const each of cutting ?? []) removals.push({ span: each, owners: items.get(each.item) ?? [] });
    if (!cutting)
      for (const owner of [...items.values()].flat())
        refused.set(owner, 'a comment in the list may belong to what stays');
  }
  removals.push(...cutLines(text, comments, file, statements));
  const edits = removals.flatMap((removal) => split(file, removal, findingOf));
  return { edits: edits.toSorted((a, b) => a.start - b.start || a.end - b.end), removals, refused };
}

/** A declaration that leaves a call behind: what stands before the call goes, and the declarators after it. */
function around(file: FileUnits, list: number, leaves: Span, owners: readonly number[]): Removal[] {
  const at = (unit: number) => file.units[unit]?.at ?? 0;
  const start = file.units[list]?.at ?? leaves.start;
  const end = file.units[list]?.items.at(-1)?.end ?? leaves.end;
  return [
    { span: { start, end: leaves.start }, owners: owners.filter((owner) => at(owner) < leaves.start) },
    { span: { start: leaves.end, end }, owners: owners.filter((owner) => at(owner) >= leaves.end) },
  ].filter(({ span }) => span.end > span.start);
}

/** Climb to what goes as a whole: an item whose list goes with it leaves as the list does. */
function place(
  file: FileUnits,
  dead: ReadonlySet<number>,
  owner: number,
  at: number,
  wholes: Map<number, number[]>,
  partial: Map<number, Map<number, number[]>>,
): void {
  const unit = file.units[at];
  const parent = unit?.parent ?? null;
  if (!unit || unit.cut.type !== 'item' || parent === null) {
    wholes.set(at, [...(wholes.get(at) ?? []), owner]);
  } else if (dead.has(parent)) place(file, dead, owner, parent, wholes, partial);
  else {
    const items = partial.get(parent) ?? new Map<number, number[]>();
    items.set(unit.cut.index, [...(items.get(unit.cut.index) ?? []), owner]);
    partial.set(parent, items);
  }
}

function cutLines(
  text: string,
  comments: readonly Comment[],
  file: FileUnits,
  statements: readonly Removal[],
): Removal[] {
  const starts = new Set(statements.map(({ span }) => text.lastIndexOf('\n', span.start - 1) + 1));
  const cutouts = statements
    .map(({ span, owners }) => ({
      ...cutStatement(text, comments, span, isInRun(text, file, span, owners, starts)),
      owners,
    }))
    .toSorted((a, b) => a.start - b.start);
  const runs: (Cutout & { owners: readonly number[] })[][] = [];
  for (const cutout of cutouts) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last?.wholeLines && cutout.wholeLines && text.slice(last.end, cutout.start).trim() === '')
      run.push(cutout);
    else runs.push([cutout]);
  }
  return runs.flatMap((run) => {
    const [first] = run;
    const last = run.at(-1);
    if (!first || !last) return [];
    const whole = first.wholeLines ? withBlankLines(text, { start: first.start, end: last.end }) : first;
    return run.map(({ owners, end }, index) => ({
      span: {
        start: index === 0 ? whole.start : (run[index - 1]?.end ?? 0),
        end: index === run.length - 1 ? whole.end : end,
      },
      owners,
    }));
  });
}

/** Whether the statement stands in a run of lines that goes on below with one that stays. */
function isInRun(
  text: string,
  file: FileUnits,
  span: Span,
  owners: readonly number[],
  removedStarts: ReadonlySet<number>,
): boolean {
  const kind = file.units[owners[0] ?? -1]?.kind;
  if (kind !== 'unused_import' && kind !== 'unused_variable' && kind !== 'unused_private_member') return false;
  const newline = text.indexOf('\n', span.end);
  const nextLine = newline === -1 ? '' : text.slice(newline + 1, text.indexOf('\n', newline + 1) + 1 || text.length);
  return nextLine.trim() !== '' && !removedStarts.has(newline + 1) && !/^\s*[})\]]/.test(nextLine);
}

/** One edit for each finding that a removal belongs to, side by side, so that every finding is seen in its hunk. */
function split(file: FileUnits, { span, owners }: Removal, findingOf: (unit: number) => string): TextEdit[] {
  const at = (unit: number) => Math.min(Math.max(file.units[unit]?.at ?? span.start, span.start), span.end);
  const sorted = [...new Set(owners)].toSorted((a, b) => at(a) - at(b));
  return sorted.map((owner, index) => ({
    start: index === 0 ? span.start : at(owner),
    end: index === sorted.length - 1 ? span.end : at(sorted[index + 1] ?? owner),
    replacement: '',
    finding_id: findingOf(owner),
  }));
}
