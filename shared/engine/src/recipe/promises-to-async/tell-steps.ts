import { child, childNodes, children, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { Variable } from '@typescript-eslint/scope-manager';
import type { Replacement } from '../proposal/proposal.ts';
import { effectOf } from '../unused-code/effects.ts';
import type { Names } from './choose-names.ts';
import type { FileFacts } from './file-facts.ts';
import { isWritten } from './file-facts.ts';
import { isPlainValue } from './known-promise.ts';
import type { Action, PlannedSite, Step, Steps } from './plan-steps.ts';
import type { Callback } from './read-callback.ts';
import { walkOwn } from './read-chain.ts';

/** Where the value of a chain goes. */
export type Sink = { readonly type: 'return' } | { readonly type: 'drop' } | Bind;

/** `const user: User = …`, `{ name } = …`: `name` is the bare name; null for a pattern, and for what must not be set before all is done. No keyword for a variable that exists. */
export interface Bind {
  readonly type: 'bind';
  readonly keyword: 'const' | 'let' | 'var' | null;
  readonly target: string;
  readonly name: string | null;
}

export interface Telling {
  readonly facts: FileFacts;
  readonly names: Names;
  readonly nameOf: (variable: Variable) => string;
  /** A piece of the text with renames and inner rewrites, its further lines at an indentation. */
  readonly render: (span: { start: number; end: number }, indent: string, extra?: readonly Replacement[]) => string;
  readonly unit: string;
  readonly isPromise: (node: JsNode | null) => boolean;
  readonly writeInner: (inner: PlannedSite, guarded: boolean, mustLeave: boolean) => Replacement;
}

interface Where {
  readonly indent: string;
  /** In a `try` that must see the failure of what is returned. */
  readonly guarded: boolean;
  /** Code follows that must not run. */
  readonly mustLeave: boolean;
}

/** The statements that do what a chain does, one text for each, the first line of each indented. */
export function tellSteps({ head, links }: Steps, sink: Sink, where: Where, telling: Telling): string[] {
  const last = links.at(-1);
  if (!last)
    return typeof head === 'string'
      ? tellText(head, null, sink, where, telling)
      : tellValue(head, sink, where, telling, true);
  const [kept, rest] = keepHead({ head, links: links.slice(0, -1) }, last, where, telling);
  if (last.type === 'then') return [...kept, ...tellThen(rest, last, sink, where, telling)];
  const deeper = { ...where, indent: where.indent + telling.unit, guarded: true };
  const [declared, inner, after] = splitSink(sink, where, telling);
  const tried = [...kept, ...declared, `${where.indent}try {`, ...tellSteps(rest, inner, deeper, telling)];
  const below = { ...where, indent: deeper.indent };
  const second =
    last.type === 'catch'
      ? tellCatch(last.failed, inner, below, telling)
      : [
          `${where.indent}} finally {`,
          ...tellAction(last.last, null, { type: 'drop' }, { ...below, mustLeave: false }, telling),
        ];
  return [...tried, ...second, `${where.indent}}`, ...after];
}

/** What a chain waits for is made before the chain is there to see it fail: it stays out of the `try`. */
function keepHead(rest: Steps, last: Step, where: Where, telling: Telling): readonly [readonly string[], Steps] {
  const { head } = rest;
  const isTried = last.type !== 'then' || last.failed !== null;
  if (!isTried || typeof head === 'string' || head.type === 'Identifier' || telling.isPromise(head)) return [[], rest];
  const name = telling.names.fresh('promise');
  return [
    [`${where.indent}const ${name} = ${telling.render(head, where.indent)}${telling.facts.end}`],
    { ...rest, head: name },
  ];
}

function tellThen(
  rest: Steps,
  { done, failed }: Extract<Step, { type: 'then' }>,
  sink: Sink,
  where: Where,
  telling: Telling,
): string[] {
  const { facts, names } = telling;
  const { end } = facts;
  const isCall = done.callback.shape === 'call';
  if (isCall && rest.links.length === 0 && !failed) {
    const value = `${telling.render(done.callback.callee, where.indent)}(await ${parenthesized(rest.head, telling, where)})`;
    return tellText(value, null, sink, where, telling);
  }
  const param = done.callback.shape === 'call' ? null : done.callback.param;
  const isPattern = param !== null && param.type !== 'Identifier';
  const temporary = isCall || (failed && isPattern) ? names.fresh('value') : null;
  const keyword =
    done.callback.shape !== 'call' &&
    done.callback.variables.some((each) => isParam(each, done.callback) && isWritten(each))
      ? 'let'
      : 'const';
  const own: Bind | null =
    param === null
      ? null
      : {
          type: 'bind',
          keyword,
          target: telling.render(param, where.indent),
          name: isPattern ? null : bareName(param, telling),
        };
  const first: Bind | null =
    temporary === null ? own : { type: 'bind', keyword: 'const', target: temporary, name: temporary };
  const lines: string[] = [];
  if (!failed) lines.push(...tellSteps(rest, first ?? { type: 'drop' }, { ...where, mustLeave: false }, telling));
  else {
    const deeper = { ...where, indent: where.indent + telling.unit, mustLeave: false };
    const [declared, inner] = splitSink(first ?? { type: 'drop' }, where, telling);
    lines.push(...declared, `${where.indent}try {`, ...tellSteps(rest, inner, deeper, telling));
    lines.push(...tellCatch(failed, sink, { ...deeper, mustLeave: true }, telling), `${where.indent}}`);
    if (temporary !== null && own) lines.push(`${where.indent}${written(own, temporary)}${end}`);
  }
  return [...lines, ...tellAction(done, temporary, sink, where, telling)];
}

/** `where` is that of the block's statements. */
function tellCatch(failed: Action, sink: Sink, where: Where, telling: Telling): string[] {
  const { callback } = failed;
  const outside = where.indent.slice(0, where.indent.length - telling.unit.length);
  const name =
    callback.shape === 'call'
      ? telling.names.fresh('error')
      : callback.param && catchName(callback.param, where, telling);
  return [`${outside}} catch${name === null ? '' : ` (${name})`} {`, ...tellAction(failed, name, sink, where, telling)];
}

function catchName(param: JsNode, where: Where, telling: Telling): string {
  return param.type === 'Identifier' ? (bareName(param, telling) ?? 'error') : telling.render(param, where.indent);
}

/** What a callback does. `given` is the name of its argument where the callback is a function that stands elsewhere. */
function tellAction(
  { callback, inner, sites }: Action,
  given: string | null,
  sink: Sink,
  where: Where,
  telling: Telling,
): string[] {
  if (callback.shape === 'call') {
    return tellText(`${telling.render(callback.callee, where.indent)}(${given ?? ''})`, null, sink, where, telling);
  }
  if (callback.shape === 'value')
    return inner ? tellSteps(inner, sink, where, telling) : tellValue(callback.value, sink, where, telling, false);
  const { body, result } = callback;
  const lines: string[] = [];
  const until = result ? result.start : body.end - 1;
  const told = sites.map((each) => telling.writeInner(each, where.guarded, where.mustLeave));
  const extra = [...told, ...(callback.early && where.guarded ? awaitedReturns(body, told, telling, where) : [])];
  const piece = trimmed(telling.facts.text, body.start + 1, until);
  if (piece)
    lines.push(
      where.indent + ended(telling.render(piece, where.indent, extra), children(body, 'body').at(result ? -2 : -1)),
    );
  const behind = result ? trimmed(telling.facts.text, result.end, body.end - 1) : null;
  const hasGap = piece && result && /\n[ \t]*\r?\n/.test(telling.facts.text.slice(piece.end, result.start));
  if (hasGap) lines.push('');
  const value = result ? child(result, 'argument') : null;
  if (value)
    lines.push(...(inner ? tellSteps(inner, sink, where, telling) : tellValue(value, sink, where, telling, false)));
  else lines.push(...tellNothing(sink, where, telling, children(body, 'body').at(-1)));
  if (behind) lines.push(where.indent + telling.render(behind, where.indent));
  return lines;
}

function tellNothing(sink: Sink, where: Where, { facts }: Telling, last: JsNode | undefined): string[] {
  if (sink.type === 'bind') return [`${where.indent}${written(sink, 'undefined')}${facts.end}`];
  const leaves =
    last?.type === 'ThrowStatement' || (last?.type === 'ReturnStatement' && child(last, 'argument') !== null);
  return sink.type === 'return' && where.mustLeave && !leaves ? [`${where.indent}return${facts.end}`] : [];
}

function tellValue(node: JsNode, sink: Sink, where: Where, telling: Telling, isHead: boolean): string[] {
  if (
    !isHead &&
    sink.type === 'drop' &&
    node.type !== 'Identifier' &&
    effectOf(node, telling.facts.unresolved) === 'none'
  )
    return [];
  return tellText(telling.render(node, where.indent), node, sink, where, telling);
}

/** `node` is null for a call that the telling has made. */
function tellText(text: string, node: JsNode | null, sink: Sink, where: Where, { facts }: Telling): string[] {
  const isPlain = node !== null && isPlainValue(node);
  const awaited = isPlain ? text : `await ${node === null || bindsTightly(node) ? text : `(${text})`}`;
  const statement =
    sink.type === 'return'
      ? where.guarded
        ? `return ${awaited}`
        : `return ${node?.type === 'SequenceExpression' ? `(${text})` : text}`
      : sink.type === 'bind'
        ? written(sink, awaited)
        : awaited;
  return [`${where.indent}${statement}${facts.end}`];
}

function parenthesized(node: JsNode | string, telling: Telling, where: Where): string {
  if (typeof node === 'string') return node;
  const text = telling.render(node, where.indent);
  return bindsTightly(node) ? text : `(${text})`;
}

function bindsTightly({ type }: JsNode): boolean {
  return /^(?:CallExpression|MemberExpression|Identifier|NewExpression|TemplateLiteral|Literal|ImportExpression|AwaitExpression|ThisExpression|TaggedTemplateExpression|ArrayExpression|ObjectExpression|ChainExpression|TSNonNullExpression|UnaryExpression)$/.test(
    type,
  );
}

/** A value that both halves of a `try` give is declared before it, and taken apart behind it. */
function splitSink(sink: Sink, where: Where, telling: Telling): readonly [readonly string[], Sink, readonly string[]] {
  if (sink.type !== 'bind' || (sink.keyword === null && sink.name !== null)) return [[], sink, []];
  const { end } = telling.facts;
  const name = sink.name ?? telling.names.fresh('value');
  const word = sink.keyword === 'var' ? 'var' : 'let';
  const inner: Bind = { type: 'bind', keyword: null, target: name, name };
  const declared = `${where.indent}${word} ${sink.name === null ? name : sink.target}${end}`;
  return [[declared], inner, sink.name === null ? [`${where.indent}${written(sink, name)}${end}`] : []];
}

function written({ keyword, target }: Bind, value: string): string {
  return keyword === null ? `${target} = ${value}` : `${keyword} ${target} = ${value}`;
}

/** The name that a binding has in the end, without its type; null for a pattern. */
export function bareName(
  binding: JsNode,
  { facts, nameOf: newName }: Pick<Telling, 'facts' | 'nameOf'>,
): string | null {
  if (binding.type !== 'Identifier') return null;
  const variable = facts.variableAt(binding.start);
  return variable ? newName(variable) : nameOf(binding);
}

function isParam({ defs }: Variable, callback: Callback): boolean {
  return (
    callback.shape !== 'call' &&
    callback.param !== null &&
    defs.some(
      ({ name }) => name.range[0] >= (callback.param?.start ?? 0) && name.range[1] <= (callback.param?.end ?? 0),
    )
  );
}

function awaitedReturns(body: JsNode, told: readonly Replacement[], telling: Telling, where: Where): Replacement[] {
  const edits: Replacement[] = [];
  walkOwn(
    body,
    (node) => {
      const value = node.type === 'ReturnStatement' ? child(node, 'argument') : null;
      if (!value || isPlainValue(value) || told.some(({ start }) => start === node.start)) return;
      if (bindsTightly(value)) edits.push({ start: value.start, end: value.start, replacement: 'await ' });
      else
        edits.push({
          start: value.start,
          end: value.end,
          replacement: `await (${telling.render(value, where.indent)})`,
        });
    },
    childNodes,
  );
  return edits;
}

function trimmed(text: string, start: number, end: number): { start: number; end: number } | null {
  const piece = text.slice(start, end);
  if (piece.trim() === '') return null;
  return { start: start + piece.length - piece.trimStart().length, end: end - (piece.length - piece.trimEnd().length) };
}

/** A statement that only the end of its block ended gets a semicolon of its own. */
function ended(text: string, last: JsNode | undefined): string {
  const needs = /^(?:Expression|Return|Throw|Break|Continue)Statement$|^VariableDeclaration$/.test(last?.type ?? '');
  const isComment = /\/\/[^\n]*$|\*\/$/.test(text);
  return needs && !isComment && !text.endsWith(';') ? `${text};` : text;
}
