import type { BindRules } from '../bind/bind-rules.ts';
import { bindNames } from '../bind/bind-names.ts';
import type { SyntaxNode, UnitNode } from '../node.ts';
import type { Bindings } from '../source-file.ts';

const RULES: BindRules = {
  blockScope: true,
  conditionNames: 'branch',
  localsFrom: 'declaration',
  unitIsScript: false,
  redeclare: 'shadow',
  bareMembers: false,
  selfNames: new Set(['self', 'Self']),
  selfIsFirstParam: false,
  defaultsOutside: false,
  primaryParams: 'none',
  assignmentDeclares: 'no',
  overloadsByArity: false,
  isClosed: (node) => node.role === 'class' || node.kind !== 'lambda',
  crossesClosed: (_, declaration) => isItem(declaration),
  writes: ({ grammar }) => WRITING.has(grammar),
  exported: (node) => (node.role === 'import_item' ? node.parent?.role === 'import' && node.parent.opaque : null),
  seesAll: new Set(),
  reflects: new Set(),
  stringsName: true,
};

/** References that can be written through, names inside of macros, and those where only a name can stand. */
const WRITING = new Set(['mutable_reference', 'token_tree', 'shorthand']);

export function bindRust(root: UnitNode): Bindings {
  return bindNames(root, RULES);
}

/** Constants and statics are items; what `let` declares is not seen by functions inside. */
function isItem(declaration: SyntaxNode): boolean {
  const { parent } = declaration;
  return parent?.role === 'declaration' && /^(?:const|static)$/.test(parent.modifiers.at(-1) ?? '');
}
