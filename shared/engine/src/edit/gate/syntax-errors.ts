import { parseSync } from 'oxc-parser';
import { languageOf } from '../../js/parse.ts';
import { grammarOf } from '../../recipe/gate/grammar-errors.ts';
import { parseGrammar } from '../../syntax/grammars.ts';
import { pythonIndentErrors } from './python-indent-errors.ts';
import { treeErrors } from './tree-errors.ts';

/** One thing that keeps a text from being parsed. `at` is a UTF-16 offset, null when the parser does not say. */
export interface SyntaxFault {
  readonly at: number | null;
  readonly message: string;
}

/** What is wrong with a text by its own language's grammar; null where there is no parser for it on this machine. */
export function syntaxErrors(path: string, text: string): readonly SyntaxFault[] | null {
  if (languageOf(path) !== null) return scriptErrors(path, text);
  if (path.endsWith('.json')) return jsonErrors(text);
  const grammar = grammarOf(path);
  const root = grammar === null ? null : parseGrammar(grammar, text);
  if (root === null) return null;
  return grammar === 'python' ? [...treeErrors(root), ...pythonIndentErrors(root, text)] : treeErrors(root);
}

/** Read as a module or script, as it looks, or as CommonJS; the fewest errors count. The tree itself is never built. */
function scriptErrors(path: string, text: string): SyntaxFault[] {
  const lang = languageOf(path) ?? 'ts';
  let fewest: SyntaxFault[] | null = null;
  for (const sourceType of ['unambiguous', 'commonjs'] as const) {
    const faults = parseSync(path, text, { lang, sourceType })
      .errors.filter((each) => each.severity === 'Error')
      .map((each) => ({ at: each.labels[0]?.start ?? null, message: each.message }));
    if (fewest === null || faults.length < fewest.length) fewest = faults;
    if (fewest.length === 0) break;
  }
  return fewest ?? [];
}

function jsonErrors(text: string): SyntaxFault[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [{ at: null, message: error instanceof Error ? error.message : 'not valid JSON' }];
  }
}
