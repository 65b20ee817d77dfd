import type { PlanLevel } from '@iama/contracts/recipe';
import type { ParsedModule } from '../../js/parse.ts';
import { child, children, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { enclosingName } from '../proposal/enclosing-name.ts';
import type { ConsoleUse } from './find-calls.ts';
import { PRINTS } from './output-files.ts';

const SWITCH =
  /verbose|debug|quiet|silent|\blog(?:s|ger|ging|level|_level)?\b|NODE_ENV|__DEV__|\b(?:is)?dev(?:elopment)?\b|trace|dry_?run/i;
const ERROR_NAME = /^(?:e|er|err|error|ex|exc|exception|reason|failure)$|(?:Err|Error|Exception)$/;

/** Why a call is meant to print; null when nothing says so. */
export function whyKept(module: ParsedModule, use: ConsoleUse, level: PlanLevel): string | null {
  const { ancestors, call, node } = use;
  if (call === null) return 'it is handed on as a function, and what would stand in its place is not known';
  const name = enclosingName(ancestors) ?? '';
  if (name.split('.').some((part) => PRINTS.test(part))) return `printing is what \`${name}\` is for`;
  if (/(?:Logger|Reporter|Printer|Console)\b/.test(name)) return `printing is what \`${name}\` is for`;
  const off = commentAbout(module, node);
  if (off) return 'a comment tells the linter that it is meant';
  const switched = switchOf(module.text, node, ancestors);
  if (switched !== null) return `\`${switched}\` switches it on, so it is a feature`;
  if (inErrorHandler(ancestors)) return 'it is the only trace of an error that is caught there';
  if (level !== 'COMPREHENSIVE' && children(call, 'arguments').some(namesError)) return 'it reports an error';
  return null;
}

function commentAbout({ text, comments }: ParsedModule, node: JsNode): boolean {
  const lineStart = text.lastIndexOf('\n', node.start - 1) + 1;
  return comments.some(({ value, start, end }) => {
    if (
      !/\b(?:eslint|biome|oxlint|tslint|deno-lint)/.test(value) ||
      (/no-?console/i.test(value) === false && /\s(?:no-|@)/.test(value))
    )
      return false;
    const isNext = /next-line|ignore/.test(value) && text.slice(end, lineStart).trim() === '' && end <= lineStart;
    const newline = text.indexOf('\n', node.end);
    const isSame = /-line\b/.test(value) && start > lineStart && start < (newline === -1 ? text.length : newline);
    return isNext || isSame;
  });
}

/** Whether the file says of itself that it prints: a linter's rule about `console` switched off for all of it. */
export function declaresConsole({ comments }: ParsedModule): boolean {
  return comments.some(
    ({ value }) =>
      /^\s*eslint-disable\s(?!.*-line)[^]*no-console/.test(value) ||
      /^\s*(?:eslint|oxlint)\s[^]*no-console['"]?\s*:\s*\[?\s*(?:0|['"]?off)/.test(value) ||
      /^\s*tslint:disable(?::[^]*no-console|\s*$)/.test(value),
  );
}

function switchOf(text: string, node: JsNode, ancestors: readonly JsNode[]): string | null {
  let below = node;
  for (const each of ancestors.toReversed()) {
    const test = each.type === 'LogicalExpression' ? child(each, 'left') : child(each, 'test');
    const isConditional = /^(?:IfStatement|ConditionalExpression|LogicalExpression)$/.test(each.type);
    if (isConditional && test && test !== below) {
      const said = text.slice(test.start, test.end);
      if (SWITCH.test(said) && said.length < 200) return said;
    }
    if (/Function/.test(each.type)) return null;
    below = each;
  }
  return null;
}

/** In a `catch` block or callback that does nothing but print, to whatever depth of conditions. */
function inErrorHandler(ancestors: readonly JsNode[]): boolean {
  for (let index = ancestors.length - 1; index >= 0; index--) {
    const node = ancestors[index];
    const parent = ancestors[index - 1];
    if (!node) continue;
    if (node.type === 'CatchClause') return true;
    if (!/Function/.test(node.type)) continue;
    if (parent?.type !== 'CallExpression') return false;
    const callee = child(parent, 'callee');
    const method = callee?.type === 'MemberExpression' ? nameOf(child(callee, 'property')) : null;
    const place = children(parent, 'arguments').indexOf(node);
    return (
      method === 'catch' ||
      (method === 'then' && place === 1) ||
      (/^(?:on|once)$/.test(method ?? '') && nameOf(children(parent, 'arguments')[0] ?? null) === 'error')
    );
  }
  return false;
}

function namesError(node: JsNode): boolean {
  if (node.type === 'Identifier') return ERROR_NAME.test(nameOf(node) ?? '');
  if (node.type === 'TemplateLiteral') return children(node, 'expressions').some(namesError);
  if (node.type === 'BinaryExpression')
    return [child(node, 'left'), child(node, 'right')].some((each) => each !== null && namesError(each));
  const object = node.type === 'MemberExpression' ? child(node, 'object') : null;
  return object !== null && namesError(object);
}
