import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first executable of this name on a PATH, null if there is none. */
export function findProgram(name: string, path: string): string | null {
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`, name] : [name];
  for (const folder of path.split(delimiter).filter(Boolean)) {
    for (const each of names) {
      const place = join(folder, each);
      try {
        accessSync(place, constants.X_OK);
        if (statSync(place).isFile()) return place;
      } catch {
        // Not here; look further.
      }
    }
  }
  return null;
}
