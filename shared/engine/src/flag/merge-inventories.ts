import type { FlagInventory, SeenFlag } from '@iama/contracts/flag/report';

/** One list of flags from the lists of parts of a program, most used first. */
export function mergeInventories(parts: readonly FlagInventory[]): FlagInventory {
  const flags = new Map<string, SeenFlag>();
  for (const flag of parts.flatMap((part) => part.flags)) {
    const known = flags.get(flag.key);
    flags.set(flag.key, {
      key: flag.key,
      occurrences: flag.occurrences + (known?.occurrences ?? 0),
      files: flag.files + (known?.files ?? 0),
      apis: [...new Set([...(known?.apis ?? []), ...flag.apis])],
    });
  }
  return {
    flags: [...flags.values()].toSorted((a, b) => b.occurrences - a.occurrences || (a.key < b.key ? -1 : 1)),
    dynamic: parts.flatMap((part) => part.dynamic),
    skipped: parts.flatMap((part) => part.skipped),
    files_looked_at: parts.reduce((sum, part) => sum + part.files_looked_at, 0),
  };
}
