import { indexSymbols } from '@iama/engine/edit/symbol/index-symbols';
import { parseModule } from '@iama/engine/js/parse';

/** The little of a syntax node that naming symbols needs. */
interface Named {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Top-level names and `Class.member` names of a JavaScript, TypeScript or Python file, in source order; empty if it does not parse. */
export function symbolsOf(path: string, text: string): readonly string[] {
  if (path.endsWith('.py')) {
    const index = indexSymbols(path, text);
    return index.ok ? [...new Set(index.symbols.map(({ name }) => name))] : [];
  }
  const parsed = parseModule(path, text);
  if (!parsed.ok) return [];
  const names = (parsed.module.program.body as unknown as readonly Named[]).flatMap(namesOf);
  return [...new Set(names)];
}

function namesOf(node: Named): readonly string[] {
  if (isNamed(node['declaration'])) return namesOf(node['declaration']);
  if (node.type === 'VariableDeclaration')
    return listOf(node['declarations']).flatMap((each) => bindingNames(each['id']));
  if (node.type === 'ExpressionStatement') return assignedNames(node['expression']);
  const name = isNamed(node['id']) ? nameOf(node['id']) : null;
  if (name === null) return [];
  return [name, ...membersOf(node, name)];
}

function membersOf(node: Named, name: string): readonly string[] {
  const body = isNamed(node['body']) ? listOf(node['body']['body']) : [];
  if (!node.type.startsWith('Class')) return [];
  return body.flatMap((member) => {
    const key = isNamed(member['key']) ? nameOf(member['key']) : null;
    return key === null ? [] : [`${name}.${key}`];
  });
}

/** `exports.a = …`, `module.exports.a = …` and `Class.prototype.a = …` name symbols too. */
function assignedNames(expression: unknown): readonly string[] {
  if (!isNamed(expression) || expression.type !== 'AssignmentExpression') return [];
  const chain = memberChain(expression['left']);
  if (chain === null || chain.length < 2) return [];
  if (chain[0] === 'exports' && chain.length === 2) return chain.slice(1);
  if (chain[0] === 'module' && chain[1] === 'exports' && chain.length === 3) return chain.slice(2);
  if (chain[1] === 'prototype' && chain.length === 3) return [`${chain[0]}.${chain[2]}`];
  return [];
}

function memberChain(node: unknown): readonly string[] | null {
  if (!isNamed(node)) return null;
  if (node.type === 'Identifier') return [String(node['name'])];
  if (node.type !== 'MemberExpression' || node['computed'] === true) return null;
  const object = memberChain(node['object']);
  const property = isNamed(node['property']) ? nameOf(node['property']) : null;
  return object === null || property === null ? null : [...object, property];
}

function bindingNames(pattern: unknown): readonly string[] {
  if (!isNamed(pattern)) return [];
  if (pattern.type === 'Identifier') return [String(pattern['name'])];
  if (pattern.type === 'ObjectPattern')
    return listOf(pattern['properties']).flatMap((each) => bindingNames(each['value'] ?? each['argument']));
  if (pattern.type === 'ArrayPattern') return listOf(pattern['elements']).flatMap(bindingNames);
  if (pattern.type === 'AssignmentPattern') return bindingNames(pattern['left']);
  return [];
}

function nameOf(node: Named): string | null {
  if (node.type === 'PrivateIdentifier') return `#${String(node['name'])}`;
  if (typeof node['name'] === 'string') return node['name'];
  return typeof node['value'] === 'string' ? node['value'] : null;
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function listOf(value: unknown): readonly Named[] {
  return Array.isArray(value) ? value.filter(isNamed) : [];
}
