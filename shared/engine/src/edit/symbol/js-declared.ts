import type { SymbolKind } from '@iama/contracts/edit/patch-edit';
import { child, children, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { Declared, SymbolEntry } from './symbol-entry.ts';

/** Every declaration of a program, nested ones below the name of what holds them. */
export function jsDeclared(text: string, program: unknown): Declared[] {
  const statements = children(program as JsNode, 'body');
  return fromStatements({ text }, statements, '');
}

interface File {
  readonly text: string;
}

type Siblings = SymbolEntry['siblings'];

interface Where {
  readonly owner: string;
  readonly siblings: Siblings;
  readonly position: number;
  readonly start: number;
  readonly end: number;
  readonly decorated_start: number;
}

function fromStatements(file: File, statements: readonly JsNode[], owner: string): Declared[] {
  const siblings = statements.map((each) => ({ start: decoratedStart(each), end: each.end }));
  return statements.flatMap((statement, position) => fromStatement(file, statement, owner, siblings, position));
}

function fromStatement(file: File, statement: JsNode, owner: string, siblings: Siblings, position: number): Declared[] {
  const declaration = child(statement, 'declaration') ?? statement;
  const where: Where = {
    owner,
    siblings,
    position,
    start: Math.max(statement.start, afterDecorators(file.text, statement)),
    end: statement.end,
    decorated_start: decoratedStart(statement),
  };
  const name = nameOf(child(declaration, 'id')) ?? (statement.type === 'ExportDefaultDeclaration' ? 'default' : null);
  switch (declaration.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return name === null ? [] : ofFunction(file, declaration, name, where);
    case 'ClassDeclaration':
    case 'ClassExpression':
      return name === null ? [] : [declare(name, ['class'], where), ...membersOf(file, declaration, join(owner, name))];
    case 'TSInterfaceDeclaration':
      return name === null ? [] : [declare(name, ['interface'], where)];
    case 'TSTypeAliasDeclaration':
      return name === null ? [] : [declare(name, ['type'], where)];
    case 'TSEnumDeclaration':
      return name === null ? [] : [declare(name, ['type', 'constant'], where)];
    case 'TSModuleDeclaration':
      return ofNamespace(file, declaration, name, where);
    case 'VariableDeclaration':
      return ofVariables(file, declaration, where);
    case 'ExpressionStatement':
      return ofAssignment(file, child(declaration, 'expression'), where);
    default:
      return innerBlocks(declaration).flatMap((block) => fromStatements(file, children(block, 'body'), owner));
  }
}

function declare(own_name: string, kinds: readonly SymbolKind[], where: Where, more: Partial<Declared> = {}): Declared {
  return { own_name, kinds, half: null, is_signature: false, is_static: false, is_statement: true, ...where, ...more };
}

function ofFunction(file: File, node: JsNode, name: string, where: Where): Declared[] {
  const is_signature = node.type === 'TSDeclareFunction';
  return [declare(name, ['function'], where, { is_signature }), ...inBody(file, node, join(where.owner, name))];
}

/** Functions and classes inside a function's body; its variables are its own business. */
function inBody(file: File, node: JsNode | null, owner: string): Declared[] {
  const body = node && child(node, 'body');
  const declared = body?.type === 'BlockStatement' ? fromStatements(file, children(body, 'body'), owner) : [];
  return declared.filter((each) => each.kinds.some((kind) => kind === 'function' || kind === 'class'));
}

function ofNamespace(file: File, node: JsNode, name: string | null, where: Where): Declared[] {
  const body = child(node, 'body');
  if (name === null || !body) return [];
  return [
    declare(name, ['class', 'type'], where),
    ...fromStatements(file, children(body, 'body'), join(where.owner, name)),
  ];
}

function ofVariables(file: File, node: JsNode, where: Where): Declared[] {
  const declarators = children(node, 'declarations');
  const isAlone = declarators.length === 1;
  return declarators.flatMap((each): Declared[] => {
    const name = nameOf(child(each, 'id'));
    if (name === null) return [];
    const place = isAlone ? where : { ...where, start: each.start, end: each.end, decorated_start: each.start };
    return [
      declare(name, kindsOf(child(each, 'init')), place, { is_statement: isAlone }),
      ...inside(file, child(each, 'init'), join(where.owner, name)),
    ];
  });
}

function kindsOf(value: JsNode | null): SymbolKind[] {
  if (heldFunction(value) !== null) return ['function', 'constant'];
  return value?.type === 'ClassExpression' ? ['class', 'constant'] : ['constant'];
}

function inside(file: File, value: JsNode | null, owner: string): Declared[] {
  if (value?.type === 'ClassExpression') return membersOf(file, value, owner);
  return inBody(file, heldFunction(value), owner);
}

/** `() => {}`, also inside what wraps it: `memo(() => {})`, `(f as Handler)`. */
function heldFunction(value: JsNode | null): JsNode | null {
  if (!value) return null;
  if (value.type === 'FunctionExpression' || value.type === 'ArrowFunctionExpression') return value;
  if (value.type === 'CallExpression') {
    const held = children(value, 'arguments').flatMap((each) => heldFunction(each) ?? []);
    return held.length === 1 ? (held[0] ?? null) : null;
  }
  return /^TS(?:As|Satisfies|NonNull)Expression$/.test(value.type) ? heldFunction(child(value, 'expression')) : null;
}

/** `exports.a = …`, `module.exports.a = …`, `A.prototype.b = …`, `A.b = function …`. */
function ofAssignment(file: File, expression: JsNode | null, where: Where): Declared[] {
  if (expression?.type !== 'AssignmentExpression' || expression['operator'] !== '=') return [];
  const chain = memberChain(child(expression, 'left'));
  const value = child(expression, 'right');
  const names = chain[0] === 'module' ? chain.slice(1) : chain;
  const name = names.at(-1);
  if (name === undefined || names.length < 2) return [];
  const kinds = kindsOf(value);
  if (names[0] === 'exports') {
    return names.length > 2 ? [] : [declare(name, kinds, where), ...inside(file, value, join(where.owner, name))];
  }
  const holder = names.slice(0, -1).filter((each) => each !== 'prototype');
  if (!kinds.includes('function')) return [];
  const owner = join(where.owner, holder.join('.'));
  return [declare(name, ['method', 'function'], { ...where, owner }), ...inside(file, value, join(owner, name))];
}

function memberChain(node: JsNode | null): string[] {
  if (node?.type === 'Identifier') return [nameOf(node) ?? ''];
  if (node?.type !== 'MemberExpression' || node['computed'] === true) return [];
  const object = memberChain(child(node, 'object'));
  const property = nameOf(child(node, 'property'));
  return object.length === 0 || property === null ? [] : [...object, property];
}

function membersOf(file: File, node: JsNode, owner: string): Declared[] {
  const body = child(node, 'body');
  const members = body ? children(body, 'body') : [];
  const siblings = members.map((each) => ({ start: decoratedStart(each), end: each.end }));
  return members.flatMap((member, position): Declared[] => {
    const key = child(member, 'key');
    const name = key && member['computed'] !== true ? nameOf(key) : null;
    if (name === null) return [];
    const own = key?.type === 'PrivateIdentifier' ? `#${name}` : name;
    const value = child(member, 'value');
    const where = {
      owner,
      siblings,
      position,
      start: afterDecorators(file.text, member),
      end: member.end,
      decorated_start: decoratedStart(member),
    };
    const is_static = member['static'] === true;
    if (member.type.endsWith('MethodDefinition')) {
      const half = member['kind'] === 'get' || member['kind'] === 'set' ? member['kind'] : null;
      const is_signature = value?.type === 'TSEmptyBodyFunctionExpression' && member.type === 'MethodDefinition';
      return [
        declare(own, ['method', 'function'], where, { half, is_signature, is_static }),
        ...inBody(file, value, join(owner, own)),
      ];
    }
    const kinds: SymbolKind[] = heldFunction(value) ? ['method', 'function', 'constant'] : ['constant'];
    return [declare(own, kinds, where, { is_static }), ...inside(file, value, join(owner, own))];
  });
}

/** Blocks of statements in an `if`, a loop, a `try`: what they declare belongs to whoever holds the statement. */
function innerBlocks(node: JsNode): JsNode[] {
  if (node.type === 'BlockStatement') return [node];
  const inner = ['consequent', 'alternate', 'body', 'block', 'finalizer', 'handler'].flatMap(
    (field) => child(node, field) ?? [],
  );
  if (!/^(?:If|For|ForIn|ForOf|While|DoWhile|Try|Labeled)Statement$|^CatchClause$/.test(node.type)) return [];
  return inner.flatMap(innerBlocks);
}

/** Decorators stand before `export` or after it; where the first of them, or the statement, starts. */
function decoratedStart(statement: JsNode): number {
  return Math.min(statement.start, ...decoratorsOf(statement).map((each) => each.start));
}

/** A node that starts with its decorators goes on at the next thing after them that is no white space. */
function afterDecorators(text: string, statement: JsNode): number {
  const last = decoratorsOf(statement).findLast((each) => each.start <= statement.start);
  if (last === undefined || last.end <= statement.start) return statement.start;
  return last.end + (/^\s*/.exec(text.slice(last.end))?.[0].length ?? 0);
}

function decoratorsOf(statement: JsNode): readonly JsNode[] {
  return children(child(statement, 'declaration') ?? statement, 'decorators');
}

function join(owner: string, name: string): string {
  return owner === '' ? name : `${owner}.${name}`;
}
