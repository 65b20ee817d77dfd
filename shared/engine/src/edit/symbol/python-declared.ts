import type { SgNode } from '@ast-grep/napi';
import type { SymbolKind } from '@iama/contracts/edit/patch-edit';
import { parseGrammar } from '../../syntax/grammars.ts';
import { treeErrors } from '../gate/tree-errors.ts';
import type { Declared, SymbolEntry } from './symbol-entry.ts';

export type PythonRead =
  | {
      readonly ok: true;
      readonly declared: readonly Declared[];
      readonly comments: readonly { start: number; end: number }[];
    }
  | { readonly ok: false; readonly reason: 'unsupported' | 'broken'; readonly message: string };

/** Every function, class and plain assignment of a Python file, nested ones below the name of what holds them. */
export function pythonDeclared(text: string): PythonRead {
  const root = parseGrammar('python', text);
  if (root === null) return { ok: false, reason: 'unsupported', message: 'This machine has no Python parser.' };
  if (treeErrors(root).length > 0) {
    return { ok: false, reason: 'broken', message: 'The Python file has a syntax error.' };
  }
  const comments = root.findAll({ rule: { kind: 'comment' } }).map(spanOf);
  return { ok: true, declared: fromBlock(root, '', 'module'), comments };
}

type Holder = 'module' | 'class' | 'function';

function fromBlock(block: SgNode, owner: string, holder: Holder): Declared[] {
  const statements = block.namedChildren().filter((each) => each.kind() !== 'comment');
  const siblings = statements.map(spanOf);
  return statements.flatMap((statement, position) => fromStatement(statement, owner, holder, siblings, position));
}

function fromStatement(
  statement: SgNode,
  owner: string,
  holder: Holder,
  siblings: SymbolEntry['siblings'],
  position: number,
): Declared[] {
  const decorated = statement.kind() === 'decorated_definition';
  const definition = decorated ? (statement.field('definition') ?? statement) : statement;
  const { start, end } = spanOf(definition);
  const place = {
    owner,
    siblings,
    position,
    start,
    end,
    decorated_start: spanOf(statement).start,
    is_static: false,
    is_statement: true,
  };
  const name = definition.field('name')?.text() ?? null;
  const body = definition.field('body');
  if (definition.kind() === 'function_definition' && name !== null) {
    const decorators = decorated ? statement.namedChildren().filter((each) => each.kind() === 'decorator') : [];
    const kinds: SymbolKind[] = holder === 'class' ? ['method', 'function'] : ['function'];
    const declared = {
      ...place,
      own_name: name,
      kinds,
      half: halfOf(decorators, name),
      is_signature: isOverload(decorators),
    };
    return [declared, ...(body ? fromBlock(body, join(owner, name), 'function') : [])];
  }
  if (definition.kind() === 'class_definition' && name !== null) {
    const declared = { ...place, own_name: name, kinds: ['class'] as const, half: null, is_signature: false };
    return [declared, ...(body ? fromBlock(body, join(owner, name), 'class') : [])];
  }
  if (definition.kind() === 'type_alias_statement') return named(definition.namedChildren()[0], ['type'], place);
  if (definition.kind() === 'expression_statement') {
    const [assignment] = definition.namedChildren();
    // Inside a function a name is a variable, and may be assigned many times.
    if (assignment?.kind() !== 'assignment' || holder === 'function') return [];
    const isFunction = assignment.field('right')?.kind() === 'lambda';
    return named(assignment.field('left'), isFunction ? ['function', 'constant'] : ['constant'], place);
  }
  return innerBlocks(definition).flatMap((block) => fromBlock(block, owner, holder));
}

function named(
  node: SgNode | null | undefined,
  kinds: readonly SymbolKind[],
  place: Omit<Declared, 'own_name' | 'kinds' | 'half' | 'is_signature'>,
): Declared[] {
  const name = node?.kind() === 'type' ? node.text() : node?.kind() === 'identifier' ? node.text() : null;
  return name === null ? [] : [{ ...place, own_name: name, kinds, half: null, is_signature: false }];
}

/** Blocks of `if`, `try`, `with` and loops: what they declare belongs to whoever holds the statement. */
function innerBlocks(node: SgNode): SgNode[] {
  if (!/_statement$|_clause$/.test(String(node.kind()))) return [];
  return node.namedChildren().flatMap((each) => (each.kind() === 'block' ? [each] : innerBlocks(each)));
}

function halfOf(decorators: readonly SgNode[], name: string): string | null {
  for (const decorator of decorators) {
    const said = decorator.text().slice(1).trim();
    if (/^(?:functools\.)?(?:cached_)?property\b/.test(said)) return 'get';
    const half = said.startsWith(`${name}.`) ? said.slice(name.length + 1) : '';
    if (half === 'getter' || half === 'setter') return half.slice(0, 3);
    if (half === 'deleter') return 'del';
  }
  return null;
}

function isOverload(decorators: readonly SgNode[]): boolean {
  return decorators.some((each) => /^@\s*(?:typing\.|t\.|typing_extensions\.)?overload$/.test(each.text().trim()));
}

function spanOf(node: SgNode): { start: number; end: number } {
  const { start, end } = node.range();
  return { start: start.index, end: end.index };
}

function join(owner: string, name: string): string {
  return owner === '' ? name : `${owner}.${name}`;
}
