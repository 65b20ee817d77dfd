import { parseSync } from 'oxc-parser';
import { child, children, isNode } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

/** Words that speak to a tool or to a lawyer. */
const DIRECTIVE =
  /^\s*(?:eslint|oxlint|biome|tslint|jshint|jslint|prettier|istanbul|c8|v8|@|#|!|\/|global|globals|exported|sourceMappingURL|region|endregion|deno-|noinspection|webpack|vite|rollup|flow|type:|cspell|spell-?check|stylelint|codecov|sonar|nosec|nosonar|noqa|eof\b|\$Expect|\^\?|=>|->|<reference)/i;
const LEGAL = /copyright|licen[cs]e|spdx|all rights reserved/i;

/** Whether a line of a comment is there for a tool or a lawyer, so that the comment must stay whole. */
export function speaksToTools(line: string): boolean {
  return DIRECTIVE.test(line) || LEGAL.test(line) || /@ts-|@vitest|@jest|[a-z]+-disable|```/.test(line);
}

/**
 * Whether a text is code that was switched off: statements that nobody would write as prose. `bare`: calls and assignments
 * count without a semicolon, in files that do not end their statements with one.
 */
export function looksLikeCode(text: string, path: string, bare: boolean): boolean {
  if (!/[({=;]|^\s*(?:import|export|return|throw|break|continue)\b/m.test(text)) return false;
  const body =
    parsed(path, text) ??
    parsed(path, `async function* _() {\n${text}\n}`)?.flatMap((each) => children(child(each, 'body') ?? each, 'body'));
  if (!body || body.length === 0) return false;
  return body.every((each) => isPossible(each)) && body.some((each) => isCertain(each, text, bare));
}

function parsed(path: string, text: string): JsNode[] | null {
  const lang = /\.tsx?$|\.[cm]ts$/.test(path) ? 'tsx' : 'jsx';
  const { program, errors } = parseSync(`code.${lang}`, text, {
    lang,
    sourceType: 'module',
    astType: 'ts',
    preserveParens: false,
  });
  return errors.length > 0 ? null : (program.body as readonly unknown[]).filter(isNode);
}

/** What may stand among code; names, labels and strings alone are words. */
function isPossible(node: JsNode): boolean {
  if (node.type === 'LabeledStatement' || node.type === 'EmptyStatement') return false;
  if (node.type !== 'ExpressionStatement') return true;
  return /^(?:Call|New|Assignment|Update|Await|Yield|TaggedTemplate|Chain|Import)Expression$|^JSX|^UnaryExpression$/.test(
    child(node, 'expression')?.type ?? '',
  );
}

function isCertain(node: JsNode, text: string, bare: boolean): boolean {
  const hasEnd = bare || /[;}]\s*(?:\/\/.*)?$/.test(text.trimEnd());
  switch (node.type) {
    case 'ExpressionStatement':
      return hasEnd && child(node, 'expression')?.type !== 'UnaryExpression';
    case 'ReturnStatement':
    case 'ThrowStatement':
      // `return value` may be prose; with a semicolon or a call it is not.
      return child(node, 'argument') !== null && (/;\s*$/.test(text) || /[({[]/.test(text));
    case 'BreakStatement':
    case 'ContinueStatement':
      return /;\s*$/.test(text);
    case 'BlockStatement':
      return (
        children(node, 'body').length > 0 &&
        children(node, 'body').every((each) => isPossible(each) && isCertain(each, text, bare))
      );
    default:
      return true;
  }
}
