import python from '@ast-grep/lang-python';
import { packagedLibrary } from './packaged-library.ts';
import type { GrammarLibrary } from './packaged-library.ts';

/** The compiled parser of Python by itself, for who ships no other; null where this platform has none. */
export function pythonLibrary(): GrammarLibrary | null {
  return packagedLibrary(python);
}
