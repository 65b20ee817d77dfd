import { parse, registerDynamicLanguage } from '@ast-grep/napi';
import type { SgNode } from '@ast-grep/napi';
import { grammarLibraries } from '@iama/grammars/grammar-libraries';
import type { Grammar } from '@iama/grammars/grammar-libraries';

let registered: ReadonlySet<Grammar> | null = null;

/**
 * The concrete syntax tree of a text; null where this machine has no compiled parser for the language. Never throws for bad
 * source: such a tree contains `ERROR` nodes. Offsets (`range().start.index`) are UTF-16 code units.
 */
export function parseGrammar(grammar: Grammar, text: string): SgNode | null {
  return available().has(grammar) ? parse(grammar, text).root() : null;
}

/** All languages at once: the library takes registrations only before its first parse. */
function available(): ReadonlySet<Grammar> {
  if (registered) return registered;
  const libraries = grammarLibraries();
  registerDynamicLanguage(Object.fromEntries(libraries));
  registered = new Set(libraries.keys());
  return registered;
}
