import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { walk } from '../../rewrite/work/walk.ts';
import { calleeOf } from '../find/callee.ts';
import { keyWords } from '../keys/spell-key.ts';

/** Words in the names of functions that make or fetch what a flag is asked about: users, contexts, attributes. */
const MAKES = new Set(
  (
    'get build builder create make new to from of with as is has current context ctx user session request req attributes props ' +
    'default defaults evaluation key id string str format ld unleash entity company tenant account member parse dict list ' +
    'map object'
  ).split(' '),
);

/**
 * An argument that does more than say whom the flag is asked for: it would go with the call, and what it does with it. What is
 * called like a builder or a getter counts as harmless here; anything else called, awaited or assigned does not.
 */
export function doesSomething(file: SourceFile, call: NodeOf<'call'>): SyntaxNode | null {
  let found: SyntaxNode | null = null;
  for (const argument of call.args) {
    walk(argument, (node) => {
      if (found || node.role === 'function') return false;
      if (acts(file, node)) found = node;
      return true;
    });
  }
  return found;
}

function acts(file: SourceFile, node: SyntaxNode): boolean {
  switch (node.role) {
    case 'assign':
      return true;
    case 'wrap':
      return node.waits;
    case 'call': {
      // A Ruby or Kotlin name without parentheses is read like a property.
      if (node.is_new || (node.args_span === null && node.args.length === 0)) return false;
      const name = calleeOf(file, node.callee)?.name ?? '';
      return !/^[A-Z]/.test(name) && !keyWords(name).some((word) => MAKES.has(word));
    }
    case 'other':
      return (
        node.effects === 'some' && /update|increment|decrement|postfix|prefix|inc|dec|yield|await/i.test(node.grammar)
      );
    default:
      return false;
  }
}
