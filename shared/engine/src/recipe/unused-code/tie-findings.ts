import { outermost } from './cut-file.ts';
import { findingIds } from './finding-ids.ts';
import type { Ties } from './group-findings.ts';
import { ownership } from './link-references.ts';
import type { Answer } from './solve.ts';
import type { FileUnits } from './unit.ts';

/** Tie each finding to those that made it unused: the code that used it, the imports that named it. */
export function tieFindings(files: ReadonlyMap<string, FileUnits>, answer: Answer, ties: Ties): void {
  const atOffset = new Map<string, (offset: number) => string | null>();
  for (const [path, file] of files) {
    const dead = answer.byFile.get(path)?.dead ?? new Set<number>();
    if (answer.unreached.has(path)) {
      atOffset.set(path, () => `unused_file:${path}`);
      continue;
    }
    const ids = findingIds(file);
    const top = new Set(outermost(file, dead));
    const innermost = ownership(file);
    const topOf = (unit: number): number | null => {
      if (top.has(unit)) return unit;
      const at = file.units[unit]?.at ?? -1;
      return innermost(at, (each) => !top.has(each));
    };
    const idOf = (unit: number | null): string | null => {
      const found = unit === null ? null : topOf(unit);
      return found === null ? null : (ids[file.units[found]?.variable ?? found] ?? null);
    };
    for (const { from, to } of file.edges) {
      const [a, b] = [idOf(from), idOf(to)];
      if (a !== null && b !== null && dead.has(to)) ties.join(a, b);
    }
    atOffset.set(path, (offset) => {
      const item = file.units.findIndex(
        (unit, index) =>
          top.has(index) &&
          spansOf(file, index).some(({ start, end }) => offset >= start && offset < end) &&
          unit.kind !== 'list',
      );
      return item === -1 ? null : idOf(item);
    });
  }
  for (const [path, file] of files) {
    const dead = answer.byFile.get(path)?.dead ?? new Set<number>();
    for (const [index, unit] of file.units.entries()) {
      if (!dead.has(index) && !answer.unreached.has(path)) continue;
      for (const name of unit.exportNames) {
        const own = atOffset.get(path)?.(unit.at) ?? null;
        for (const { edge, at } of answer.cutEdges(path, name)) {
          const other = atOffset.get(edge.from)?.(at) ?? null;
          if (own !== null && other !== null) ties.join(own, other);
        }
      }
    }
  }
}

function spansOf(file: FileUnits, index: number): readonly { start: number; end: number }[] {
  const unit = file.units[index];
  const parent = unit?.parent ?? null;
  if (!unit || unit.cut.type !== 'item' || parent === null) return unit?.spans ?? [];
  const list = file.units[parent];
  const item = list?.items[unit.cut.index];
  // The statement itself belongs to whoever comes first in it, so that an edge of the whole statement finds someone.
  const head = list && unit.cut.index === 0 ? [{ start: list.at, end: list.items[0]?.start ?? list.at }] : [];
  return [...(item ? [item] : []), ...unit.spans, ...head];
}
