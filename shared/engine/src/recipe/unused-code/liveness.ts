import type { PlanLevel } from '@iama/contracts/recipe';
import { covers, ownership } from './link-references.ts';
import { isAtLeast } from './unit.ts';
import type { FileUnits, Unit } from './unit.ts';

/** What decides, besides the file itself, which of its units may go. */
export interface LivenessInput {
  readonly level: PlanLevel;
  /** Why a unit must stay for reasons outside the file (excluded, taken back, not the target); null if none. */
  readonly held: (unit: number) => string | null;
  /** Whether code elsewhere needs a name that this file exports. */
  readonly exportLive: (name: string) => boolean;
}

export interface Liveness {
  /** Units that nothing needs and that may go; those inside others that go are among them. */
  readonly dead: ReadonlySet<number>;
  /** Units that nothing needs and that stay, with the reason. */
  readonly kept: ReadonlyMap<number, string>;
}

/** Structure of a file's units that does not depend on the level; worked out once per file. */
interface Shape {
  readonly edges: ReadonlyMap<number | null, readonly number[]>;
  /** Units that stand inside another, by that other; null for those that stand in none. */
  readonly inside: ReadonlyMap<number | null, readonly number[]>;
  readonly itemsOf: ReadonlyMap<number, readonly number[]>;
}

const shapes = new WeakMap<FileUnits, Shape>();

/** Mark everything that is needed, starting from code that always stays; the rest is dead. */
export function livenessOf(file: FileUnits, input: LivenessInput): Liveness {
  const shape = shapes.get(file) ?? shapeOf(file);
  shapes.set(file, shape);
  const vetoed = new Map<number, string>();
  for (;;) {
    const { live, needed } = mark(file, shape, input, vetoed);
    const more = vetoes(file, shape, input, live, needed);
    if (more.size === 0) {
      const dead = new Set(file.units.map((_, unit) => unit).filter((unit) => !live.has(unit)));
      const kept = new Map<number, string>();
      for (const unit of live) {
        const reason = needed.has(unit) ? null : stays(file.units[unit], unit, input, vetoed);
        if (reason !== null && reason !== '') kept.set(unit, reason);
      }
      return { dead, kept };
    }
    for (const [unit, reason] of more) vetoed.set(unit, reason);
  }
}

function mark(file: FileUnits, shape: Shape, input: LivenessInput, vetoed: ReadonlyMap<number, string>) {
  const live = new Set<number>();
  const needed = new Set<number>();
  const pending: number[] = [];
  const enter = (unit: number) => {
    if (!live.has(unit)) pending.push(unit);
    live.add(unit);
  };
  const need = (unit: number) => {
    needed.add(unit);
    enter(unit);
  };
  const open = (container: number | null) => {
    for (const unit of shape.edges.get(container) ?? []) need(unit);
    for (const unit of shape.inside.get(container) ?? []) {
      if (stays(file.units[unit], unit, input, vetoed) !== null || hasOtherItems(file, shape, unit)) enter(unit);
    }
  };
  open(null);
  for (let unit = pending.pop(); unit !== undefined; unit = pending.pop()) {
    open(unit);
    const parent = file.units[unit]?.parent ?? null;
    if (parent === null) continue;
    enter(parent);
    const whole = file.units[parent]?.partial === false;
    for (const item of shape.itemsOf.get(parent) ?? []) if (whole || file.units[item]?.leaves) enter(item);
  }
  return { live, needed };
}

/** Why a unit stays although nothing needs it: '' for a reason that is not worth telling; null if it may go. */
function stays(
  unit: Unit | undefined,
  index: number,
  input: LivenessInput,
  vetoed: ReadonlyMap<number, string>,
): string | null {
  if (!unit) return '';
  if (unit.exportNames.some((name) => input.exportLive(name))) return '';
  if (unit.keep !== null) return unit.keep;
  if (!isAtLeast(input.level, unit.from)) return unit.below;
  return input.held(index) ?? vetoed.get(index) ?? null;
}

/** A list with items that are no units (or that leave something behind) never goes as a whole. */
function hasOtherItems(file: FileUnits, shape: Shape, unit: number): boolean {
  return (file.units[unit]?.items.length ?? 0) > (shape.itemsOf.get(unit)?.length ?? 0);
}

/** A list that must stay cannot lose all its items: they are all kept then, for the list's reason. */
function vetoes(
  file: FileUnits,
  shape: Shape,
  input: LivenessInput,
  live: ReadonlySet<number>,
  needed: ReadonlySet<number>,
): Map<number, string> {
  const found = new Map<number, string>();
  for (const [list, items] of shape.itemsOf) {
    const unit = file.units[list];
    if (!unit || !live.has(list) || items.some((item) => live.has(item)) || hasOtherItems(file, shape, list)) continue;
    const reason = stays(unit, list, input, new Map());
    for (const item of items) found.set(item, reason || 'the statement has to stay');
  }
  // What stays without being needed stays as it is, its `export` too.
  for (const { from, to } of file.edges) {
    const isExport = from !== null && file.units[from]?.kind === 'unused_export';
    if (isExport && !live.has(from) && live.has(to) && !needed.has(to)) found.set(from, '');
  }
  return found;
}

function shapeOf(file: FileUnits): Shape {
  const edges = new Map<number | null, number[]>();
  for (const { from, to } of file.edges) edges.set(from, [...(edges.get(from) ?? []), to]);
  const itemsOf = new Map<number, number[]>();
  const inside = new Map<number | null, number[]>();
  const innermost = ownership(file);
  for (const [index, unit] of file.units.entries()) {
    if (unit.parent !== null) itemsOf.set(unit.parent, [...(itemsOf.get(unit.parent) ?? []), index]);
    const own = ancestry(file, index);
    // An `export` stands inside the declaration that it exports only by its place in the text.
    const isNot = (each: number) =>
      own.has(each) || !covers(file, each, index) || isExportOf(file, index, each) || isPartOf(file, index, each);
    const container = innermost(unit.at, isNot);
    inside.set(container, [...(inside.get(container) ?? []), index]);
  }
  return { edges, inside, itemsOf };
}

function ancestry(file: FileUnits, unit: number): Set<number> {
  const found = new Set<number>();
  for (let each: number | null = unit; each !== null; each = file.units[each]?.parent ?? null) found.add(each);
  return found;
}

function isExportOf(file: FileUnits, unit: number, other: number): boolean {
  const at = file.units[unit]?.at;
  return (
    file.units[unit]?.kind === 'unused_export' && file.units[other]?.spans.some(({ start }) => start === at) === true
  );
}

/** A declaration's own list starts where its first declarator does. */
function isPartOf(file: FileUnits, unit: number, other: number): boolean {
  return file.units[unit]?.kind === 'list' && file.units[other]?.parent === unit;
}
