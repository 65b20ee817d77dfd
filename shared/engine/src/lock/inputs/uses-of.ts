import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { Use } from './callable.ts';

/** What a value is, when this member of it is used. Names of JavaScript's and Python's own types. */
const MEMBERS: Readonly<Record<string, Use>> = {
  ...of(
    'string',
    'trim trimStart trimEnd split toLowerCase toUpperCase charAt charCodeAt codePointAt replace replaceAll match matchAll substring substr startsWith endsWith padStart padEnd localeCompare normalize repeat lower upper strip lstrip rstrip startswith endswith format title capitalize encode isdigit isalpha splitlines zfill',
  ),
  ...of(
    'array',
    'map filter reduce forEach push pop shift unshift splice sort reverse join some every flat flatMap find findIndex fill append extend insert',
  ),
  ...of('number', 'toFixed toPrecision toExponential'),
  ...of('regexp', 'test exec lastIndex source flags'),
  ...of('date', 'getTime getFullYear getMonth getDate getHours toISOString getDay getUTCFullYear strftime isoformat'),
  ...of('function', 'apply call bind'),
};
/** The same for Python's own types. */
const PYTHON_MEMBERS: Readonly<Record<string, Use>> = {
  ...of(
    'string',
    'split rsplit strip lstrip rstrip lower upper replace startswith endswith removeprefix removesuffix format title capitalize swapcase encode isdigit isalpha isalnum isupper islower isspace isnumeric isdecimal splitlines zfill join ljust rjust rfind partition rpartition casefold translate expandtabs',
  ),
  ...of('array', 'append extend insert sort reverse'),
  ...of('object', 'items keys values setdefault'),
  ...of('regexp', 'fullmatch findall finditer'),
  ...of('date', 'strftime isoformat timetuple toordinal weekday isoweekday'),
};
const NUMERIC = /^infix (-|\*|\/|%|\*\*|\/\/|<<|>>|>>>|&|\||\^)$/;
const TYPEOF: Readonly<Record<string, Use>> = {
  string: 'string',
  number: 'number',
  function: 'function',
  boolean: 'boolean',
  object: 'object',
};
const CLASSES: Readonly<Record<string, Use>> = {
  RegExp: 'regexp',
  Date: 'date',
  Array: 'array',
  Function: 'function',
  String: 'string',
  str: 'string',
  int: 'number',
  float: 'number',
  list: 'array',
  tuple: 'array',
  dict: 'object',
  bool: 'boolean',
  datetime: 'date',
  date: 'date',
  timedelta: 'duration',
  bytes: 'bytes',
};

/** Whether a member belongs to a built-in type, so that it says nothing about a type of the repository's own. */
export function isBuiltInMember(name: string, isPython = false): boolean {
  if (isPython)
    return (
      name in PYTHON_MEMBERS ||
      /^(get|pop|update|copy|index|count|add|remove|discard|real|imag|year|month|day)$/.test(name)
    );
  return (
    name === 'length' ||
    name in MEMBERS ||
    /^(hasOwnProperty|items|keys|values|then|size|get|set|has|toString|includes|indexOf|slice|concat)$/.test(name)
  );
}

/** What one use of a name or member says about its value; null when it says nothing. */
export function useOf(node: SyntaxNode, isPython = false): Use | null {
  const { parent } = node;
  if (!parent) return null;
  switch (parent.role) {
    case 'member':
      return parent.object === node ? memberUse(parent, isPython) : null;
    case 'call':
      return parent.callee === node ? 'function' : null;
    case 'argument':
      return argumentUse(parent);
    case 'index':
      return parent.object === node ? 'array' : 'number';
    case 'compare':
      return comparedUse(parent, node);
    case 'loop':
      return parent.kind === 'each' && parent.test === null && parent.body !== node ? 'array' : null;
    case 'assign':
      return /^(-=|\*=|\/=|%=)$/.test(parent.operator) ? 'number' : null;
    case 'other':
      return NUMERIC.test(parent.grammar) ? 'number' : null;
    default:
      return null;
  }
}

/** A method tells by being called; `items` alone could be a field of anything. */
function memberUse(member: NodeOf<'member'>, isPython: boolean): Use | null {
  const isCalled = member.parent?.role === 'call' && member.parent.callee === member;
  if (isCalled && /^(hasOwnProperty|items|keys|values)$/.test(member.property)) return 'object';
  if (isPython) return isCalled ? (PYTHON_MEMBERS[member.property] ?? null) : null;
  return isCalled || /^(lastIndex|source|flags)$/.test(member.property) ? (MEMBERS[member.property] ?? null) : null;
}

function argumentUse(argument: NodeOf<'argument'>): Use | null {
  if (argument.spread) return 'iterable';
  // `sorted(list, key=by)`
  if (argument.name === 'key') return 'function';
  const call = argument.parent;
  if (call?.role !== 'call') return null;
  const { callee } = call;
  const owner = callee.role === 'member' && callee.object?.role === 'name' ? callee.object.name : null;
  const name = callee.role === 'member' ? callee.property : callee.role === 'name' ? callee.name : '';
  const isFirst = call.args[0] === argument;
  if (owner === 'Math' || /^(isNaN|isFinite|isInteger|parseInt|parseFloat|abs|round|range)$/.test(name))
    return 'number';
  if (owner === 'Array' || name === 'isArray') return 'array';
  if (owner === 'Object' && isFirst) return 'object';
  if (owner === 'JSON' && name === 'parse') return 'string';
  if (name === 'isinstance') return isFirst ? classUse(call.args[1]?.value ?? null) : null;
  if (/^(len|sorted|sum|enumerate|list|min|max)$/.test(name)) return 'array';
  return null;
}

/** `typeof x === 'string'`, `x < 3`, `x === 'a'`, `x instanceof Date`. */
function comparedUse(parent: NodeOf<'compare'>, node: SyntaxNode): Use | null {
  const other = parent.left === node ? parent.right : parent.left;
  if (parent.left === node && other.role === 'name' && CLASSES[other.name]) return CLASSES[other.name] ?? null;
  if (other.role === 'literal' && typeof other.value === 'string') return 'string';
  if (other.role === 'literal' && typeof other.value === 'number') return 'number';
  if (other.role === 'literal' && typeof other.value === 'boolean') return 'boolean';
  return null;
}

/** `typeof x` compared with a word, where `node` is `x`. */
export function typeofUse(node: SyntaxNode): Use | null {
  const prefix = node.parent;
  if (prefix?.role !== 'other' || prefix.grammar !== 'prefix typeof' || prefix.parent?.role !== 'compare') return null;
  const { left, right } = prefix.parent;
  const word = left === prefix ? right : left;
  return word.role === 'literal' && typeof word.value === 'string' ? (TYPEOF[word.value] ?? null) : null;
}

/** `str`, `datetime.date`, `(str, bytes)`. */
function classUse(node: SyntaxNode | null): Use | null {
  if (node?.role === 'list') return node.items.map(classUse).find((each) => each !== null) ?? null;
  const name = node?.role === 'name' ? node.name : node?.role === 'member' ? node.property : '';
  return CLASSES[name] ?? null;
}

function of(use: Use, names: string): Record<string, Use> {
  return Object.fromEntries(names.split(' ').map((name) => [name, use]));
}
