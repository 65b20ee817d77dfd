import { languageOf, parseModule } from '../../js/parse.ts';
import { grammarErrors, grammarOf } from './grammar-errors.ts';
import type { SourceTree } from '../recipe.ts';
import type { Problem } from './problem.ts';

/** Changed files with more syntax errors than before. A file in a language that we cannot parse passes. */
export function parseErrors(tree: SourceTree, texts: ReadonlyMap<string, string | null>): Problem[] {
  return [...texts].flatMap(([path, text]): Problem[] => {
    if (text === null) return [];
    const base = tree.files.get(path);
    if (languageOf(path) !== null) {
      const after = parseModule(path, text);
      if (after.ok || (base !== undefined && !parseModule(path, base).ok)) return [];
      return [{ path, at: null, message: after.message }];
    }
    const grammar = grammarOf(path);
    if (grammar === null) return [];
    const before = base === undefined ? 0 : grammarErrors(grammar, base).length;
    const errors = grammarErrors(grammar, text);
    if (errors.length <= before) return [];
    return errors.slice(0, 1).map((at) => ({ path, at, message: 'the file would no longer parse' }));
  });
}
