import { Lang, parse } from '@ast-grep/napi';
import { parseSync } from 'oxc-parser';
import { languageOf } from '../../js/parse.ts';
import { grammarOf } from '../../recipe/gate/grammar-errors.ts';
import { parseGrammar } from '../../syntax/grammars.ts';
import { dataErrors } from './data-errors.ts';
import { pythonIndentErrors } from './python-indent-errors.ts';
import type { SyntaxFault } from './syntax-fault.ts';
import { treeErrors } from './tree-errors.ts';

/** What is wrong with a text by its own language's grammar; null where there is no parser for it on this machine. */
export function syntaxErrors(path: string, text: string): readonly SyntaxFault[] | null {
  if (languageOf(path) !== null) return scriptErrors(path, text);
  const grammar = grammarOf(path);
  if (grammar === null) return dataErrors(path, text);
  const root = parseGrammar(grammar, text);
  if (root === null) return null;
  return grammar === 'python' ? [...treeErrors(root), ...pythonIndentErrors(root, text)] : treeErrors(root);
}

/**
 * How many places of a broken script cannot be read, by a parser that goes on behind an error. Ours stops at the first, and
 * would not see a second one.
 */
export function brokenPlaces(path: string, text: string): number | null {
  const lang = languageOf(path);
  if (lang === null) return null;
  const known = lang === 'tsx' ? Lang.Tsx : lang === 'ts' || lang === 'dts' ? Lang.TypeScript : Lang.JavaScript;
  return treeErrors(parse(known, text).root()).length;
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
