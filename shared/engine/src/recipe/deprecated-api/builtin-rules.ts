import type { ParsedModule } from '../../js/parse.ts';
import { analyzeScopes } from '../../js/scope.ts';
import { child, children, nameOf, stringOf, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { FileProposals, Hold, Proposal, Replacement } from '../proposal/proposal.ts';
import { enclosingName } from '../proposal/enclosing-name.ts';

/** What a rule makes of a use: edits, or why it stays. Null when the use is not the rule's. */
type Verdict = { readonly edits: readonly Replacement[]; readonly to: string } | { readonly reason: string } | null;

interface Question {
  readonly module: ParsedModule;
  /** What the compiler knows of an expression, see `kindOf`. */
  readonly kind: (node: JsNode) => string;
  /** The module that an identifier stands for as a whole; null for anything else. */
  readonly moduleOf: (node: JsNode | null) => string | null;
  readonly isGlobal: (node: JsNode) => boolean;
}

/** Members that are the same function or value under another name: the same object by the language's or the page's rules. */
const SAME: readonly { readonly owner: string; readonly from: string; readonly to: string }[] = [
  { owner: 'string', from: 'trimLeft', to: 'trimStart' },
  { owner: 'string', from: 'trimRight', to: 'trimEnd' },
  { owner: 'Date', from: 'toGMTString', to: 'toUTCString' },
  { owner: 'Document', from: 'charset', to: 'characterSet' },
  { owner: 'Document', from: 'inputEncoding', to: 'characterSet' },
  { owner: 'Window', from: 'pageXOffset', to: 'scrollX' },
  { owner: 'Window', from: 'pageYOffset', to: 'scrollY' },
  { owner: 'Event', from: 'srcElement', to: 'target' },
];

/** Members of Node's modules that are the same function under another name. */
const SAME_IN_NODE: Readonly<Record<string, string>> = {
  'os.tmpDir': 'tmpdir',
  'os.getNetworkInterfaces': 'networkInterfaces',
};

/** What has no successor that does the same, with the advice that Node's documentation gives. */
const ADVICE: Readonly<Record<string, string>> = {
  'url.parse': '`new URL()` reads addresses by other rules, so somebody has to look',
  'url.resolve': '`new URL()` reads addresses by other rules, so somebody has to look',
  'fs.exists': '`fs.stat` or `fs.access` call back in another way',
  'crypto.createCipher': '`crypto.createCipheriv` wants a key and a vector of its own',
  'crypto.createDecipher': '`crypto.createDecipheriv` wants a key and a vector of its own',
  'fs.rmdirRecursive': '`fs.rm` fails where this does not',
};

/** `util.isString(x)` and its like, as expressions over `x`. Node took them out in version 23. */
const TYPE_TESTS: Readonly<Record<string, (x: string) => string>> = {
  isArray: (x) => `Array.isArray(${x})`,
  isBoolean: (x) => `(typeof ${x} === 'boolean')`,
  isFunction: (x) => `(typeof ${x} === 'function')`,
  isNumber: (x) => `(typeof ${x} === 'number')`,
  isString: (x) => `(typeof ${x} === 'string')`,
  isSymbol: (x) => `(typeof ${x} === 'symbol')`,
  isUndefined: (x) => `(${x} === undefined)`,
  isNull: (x) => `(${x} === null)`,
};

/** Deprecated parts of the language, of pages and of Node that can be told without a note. */
export function builtinRules(module: ParsedModule, kind: Question['kind']): FileProposals {
  const question: Question = {
    module,
    kind,
    moduleOf: (node) => moduleOf(module, node),
    isGlobal: (node) => isGlobal(module, node),
  };
  const proposals: Proposal[] = [];
  const holds: Hold[] = [];
  walk(module.program, (node, parent, ancestors) => {
    const verdict = memberRule(question, node, parent) ?? bufferRule(question, node);
    if (!verdict) return;
    const symbol = enclosingName(ancestors);
    const text = module.text.slice(node.start, Math.min(node.end, node.start + 60)).split('\n')[0] ?? '';
    if ('reason' in verdict) holds.push({ symbol, at: node.start, reason: verdict.reason });
    else {
      const message = `Replace \`${text}\` by \`${verdict.to}\`, which does the same.`;
      proposals.push({ kind: 'deprecated_builtin', symbol, at: node.start, key: text, message, edits: verdict.edits });
    }
  });
  return { proposals, holds };
}

function memberRule(question: Question, node: JsNode, parent: JsNode | null): Verdict {
  if (node.type !== 'MemberExpression' || node['computed'] === true) return null;
  const object = child(node, 'object');
  const property = child(node, 'property');
  const name = nameOf(property);
  if (!object || !property || name === null) return null;
  const call = parent?.type === 'CallExpression' && child(parent, 'callee') === node ? parent : null;
  const loaded = question.moduleOf(object);
  if (loaded !== null) return nodeRule(question, `${loaded}.${name}`, property, call);
  if (name === 'substr' && call) return substrRule(question, object, property, call);
  if (name === 'getYear' && call && question.kind(object) === 'Date') return yearRule(question, object, call);
  const rules = SAME.filter(({ from }) => from === name);
  if (rules.length === 0) return null;
  const kind = question.kind(object);
  const rule = rules.find(
    ({ owner }) =>
      owner === kind ||
      (owner === 'Event' && kind.endsWith('Event')) ||
      (owner === 'Window' && kind.startsWith('Window')),
  );
  if (rule) return { edits: [{ start: property.start, end: property.end, replacement: rule.to }], to: rule.to };
  // Of names like `charset` anything may be called; only those of strings and dates tell.
  const isTelling = /^(?:trimLeft|trimRight|toGMTString)$/.test(name) && call !== null;
  return isTelling && kind === 'unknown'
    ? { reason: `\`${name}\` is deprecated, but nothing says that this is a ${rules[0]?.owner}` }
    : null;
}

function nodeRule({ module }: Question, name: string, property: JsNode, call: JsNode | null): Verdict {
  const same = SAME_IN_NODE[name];
  if (same !== undefined) return { edits: [{ start: property.start, end: property.end, replacement: same }], to: same };
  const advice = ADVICE[name];
  if (advice !== undefined) return { reason: `\`${name}\` is deprecated; ${advice}` };
  const test = name.startsWith('util.') ? TYPE_TESTS[name.slice(5)] : undefined;
  if (!test || !call) return null;
  const [argument, ...more] = children(call, 'arguments');
  if (!argument || more.length > 0 || !/^(?:Identifier|MemberExpression|CallExpression)$/.test(argument.type)) {
    return { reason: `\`${name}\` is deprecated, and its argument is not a plain value` };
  }
  const to = test(module.text.slice(argument.start, argument.end));
  return { edits: [{ start: call.start, end: call.end, replacement: to }], to };
}

/**
 * `substr(n)` is `slice(n)` for every `n`. With a length only two forms have a twin for all values: a start of 0, where
 * `substring` takes negative and missing lengths alike, and two literals.
 */
function substrRule({ module, kind }: Question, object: JsNode, property: JsNode, call: JsNode): Verdict {
  const given = children(call, 'arguments');
  const [start, length] = given;
  const type = kind(object);
  if (type !== 'string')
    return type === 'unknown' ? { reason: '`substr` is deprecated, but nothing says that this is a string' } : null;
  if (!start || given.length > 2 || given.some((each) => each.type === 'SpreadElement'))
    return { reason: '`substr` is deprecated, and its arguments are unusual' };
  const rename = (to: string): Replacement => ({ start: property.start, end: property.end, replacement: to });
  if (!length) return { edits: [rename('slice')], to: 'slice' };
  const [from, count] = [integerOf(start), integerOf(length)];
  if (from === 0) return { edits: [rename('substring')], to: 'substring' };
  if (from !== null && count !== null) {
    const end = { start: length.start, end: length.end, replacement: `${from + count}` };
    return { edits: [rename('slice'), end], to: 'slice' };
  }
  const text = module.text.slice(start.start, start.end);
  return {
    reason: `\`substr\` is deprecated; \`slice\` and \`substring\` differ from it where \`${text}\` is negative`,
  };
}

function integerOf(node: JsNode): number | null {
  const value = node.type === 'Literal' ? node['value'] : null;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function yearRule({ module }: Question, object: JsNode, call: JsNode): Verdict {
  if (children(call, 'arguments').length > 0) return null;
  const to = `(${module.text.slice(object.start, object.end)}.getFullYear() - 1900)`;
  return { edits: [{ start: call.start, end: call.end, replacement: to }], to };
}

/** `new Buffer(x)` and `Buffer(x)`: by the argument's type `Buffer.from` or `Buffer.alloc`. */
function bufferRule({ kind, isGlobal: free, module }: Question, node: JsNode): Verdict {
  if (!/^(?:New|Call)Expression$/.test(node.type)) return null;
  const callee = child(node, 'callee');
  if (!callee || callee.type !== 'Identifier' || nameOf(callee) !== 'Buffer') return null;
  if (!free(callee) && importedFrom(module, callee)?.replace('node:', '') !== 'buffer') return null;
  const [first] = children(node, 'arguments');
  if (!first || first.type === 'SpreadElement')
    return { reason: '`Buffer()` is deprecated, and its arguments are unusual' };
  const type = kind(first);
  const method =
    type === 'number' ? 'alloc' : /^(?:string|array|Buffer|ArrayBuffer|Uint8Array)$/.test(type) ? 'from' : null;
  if (method === null)
    return {
      reason:
        '`Buffer()` is deprecated; whether `Buffer.from` or `Buffer.alloc` is meant depends on a type that is unknown here',
    };
  return { edits: [{ start: node.start, end: callee.end, replacement: `Buffer.${method}` }], to: `Buffer.${method}` };
}

function isGlobal(module: ParsedModule, node: JsNode): boolean {
  return (analyzeScopes(module).globalScope?.through ?? []).some(
    ({ identifier }) => identifier.range[0] === node.start,
  );
}

/** Where an identifier comes from: the specifier of its import, or of a `require` that it is given. */
function importedFrom(module: ParsedModule, node: JsNode | null): string | null {
  if (node?.type !== 'Identifier') return null;
  for (const scope of analyzeScopes(module).scopes) {
    const reference = scope.references.find(({ identifier }) => identifier.range[0] === node.start);
    const definition = reference?.resolved?.defs[0];
    if (!definition) continue;
    const holder = (String(definition.type) === 'ImportBinding'
      ? definition.parent
      : definition.node) as unknown as JsNode | null;
    if (!holder) return null;
    if (holder.type === 'ImportDeclaration') return stringOf(child(holder, 'source'));
    const init = child(holder, 'init');
    const load = init?.type === 'MemberExpression' ? child(init, 'object') : init;
    return load && nameOf(child(load, 'callee')) === 'require'
      ? stringOf(children(load, 'arguments')[0] ?? null)
      : null;
  }
  return null;
}

/** `util` for `import util from 'node:util'`, `import * as util`, `const util = require('util')`; null for a part of it. */
function moduleOf(module: ParsedModule, node: JsNode | null): string | null {
  const specifier = importedFrom(module, node)?.replace('node:', '');
  if (!specifier || !/^(?:util|os|url|fs|crypto)$/.test(specifier)) return null;
  return nameOf(node) === null ? null : specifier;
}
