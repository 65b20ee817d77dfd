import type { BindRules } from '../bind/bind-rules.ts';
import { bindNames } from '../bind/bind-names.ts';
import type { SyntaxNode, UnitNode } from '../node.ts';
import type { Bindings } from '../source-file.ts';
import { isPublicName } from './lower-assignment.ts';

const RULES: BindRules = {
  blockScope: false,
  conditionNames: 'block',
  localsFrom: 'scope',
  unitIsScript: false,
  redeclare: 'merge',
  bareMembers: false,
  selfNames: new Set(),
  selfIsFirstParam: true,
  defaultsOutside: true,
  primaryParams: 'none',
  assignmentDeclares: 'here',
  overloadsByArity: false,
  redirects: ({ grammar }) =>
    grammar === 'global_statement' ? 'unit' : grammar === 'nonlocal_statement' ? 'outer' : null,
  writes: ({ grammar }) => WRITING.has(grammar),
  isOutside: isFirstIterable,
  seesAll: new Set(['eval', 'exec', 'globals']),
  seesLocals: new Set(['locals', 'vars', 'dir']),
  reflects: new Set(['getattr', 'setattr', 'hasattr', 'delattr', '__dict__', '__getattribute__']),
  stringsName: true,
  wordsName: isInType,
};

/** `global x` says no more than that x is somebody else's, but a constant cannot stand there. */
const WRITING = new Set(['delete_statement', 'global_statement', 'nonlocal_statement', 'target']);

/** What `__init__.py` and stubs import is theirs to give away. */
export function bindPython(root: UnitNode, path: string): Bindings {
  const isFacade = /(?:^|\/)__init__\.pyi?$|\.pyi$/.test(path);
  return bindNames(root, { ...RULES, exported: (node) => isExported(node, isFacade) });
}

function isExported(node: SyntaxNode, isFacade: boolean): boolean | null {
  if (node.role === 'import_item')
    return isFacade || (node.imported === node.local_name && node.children[0]?.start !== node.start);
  if (node.role !== 'assign') return null;
  const { target } = node;
  if (target.role === 'member') return isPublicName(target.property);
  return target.role === 'name' && isPublicName(target.name) && !isInFunction(node);
}

function isInFunction(node: SyntaxNode): boolean {
  for (let up = node.parent; up; up = up.parent) if (up.role === 'function') return true;
  return false;
}

function isFirstIterable(node: SyntaxNode): boolean {
  const clause = node.parent;
  const comprehension = clause?.parent;
  if (clause?.role !== 'other' || clause.grammar !== 'for_in_clause' || !comprehension) return false;
  const isFirst =
    comprehension.children.find((each) => each.role === 'other' && each.grammar === 'for_in_clause') === clause;
  return isFirst && clause.children.at(-1) === node;
}

function isInType(node: SyntaxNode): boolean {
  for (let up = node.parent; up; up = up.parent) {
    if (up.role === 'other' && up.grammar === 'type') return true;
    if (up.role === 'expression' || up.role === 'block') return false;
  }
  return false;
}
