import type { grammarLibraries as all } from '@iama/grammars/grammar-libraries';
import { pythonLibrary } from '@iama/grammars/python-library';

/**
 * In the place of the parsers that a clone finds on its machine: besides JavaScript and TypeScript, which another parser reads, the
 * editor pins behaviour of Python. The package stays small without the others.
 */
export const grammarLibraries: typeof all = () => {
  const python = pythonLibrary();
  return new Map(python === null ? [] : [['python', python] as const]);
};
