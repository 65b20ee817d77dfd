import type { FileUnits, Unit } from './unit.ts';

/**
 * A stable id for each unit of a file: kind, path and names, no line numbers. The second of the same name in the same
 * function gets `#2`. Numbers are given to all units, dead or not, so that leaving one out renames no other.
 */
export function findingIds(file: FileUnits): readonly string[] {
  const seen = new Map<string, number>();
  return file.units.map((unit) => {
    const name = symbolOf(unit) ?? '';
    const key = `${unit.kind}:${file.path}:${name}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  });
}

/** `outer.name`; null for code without a name. */
export function symbolOf(unit: Unit): string | null {
  return [unit.within, unit.name].filter((part) => part !== '').join('.') || null;
}
