import type { ParsedModule } from '../../js/parse.ts';
import { child, children, stringOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { cutImportItems } from '../unused-code/cut-import-items.ts';
import { cutListItems } from '../unused-code/cut-list-items.ts';
import { cutStatement } from '../unused-code/cut-statements.ts';

export interface Change {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** Take some names out of an import or re-export; the whole statement when none is left. Null when comments are in the way. */
export function withoutNames(
  { text, comments }: ParsedModule,
  statement: JsNode,
  gone: ReadonlySet<JsNode>,
): Change[] | null {
  const items = children(statement, 'specifiers');
  const dead = new Set(items.flatMap((each, index) => (gone.has(each) ? [index] : [])));
  if (dead.size === 0) return [];
  if (dead.size === items.length) {
    const { start, end } = cutStatement(text, comments, statement, true);
    return [{ start, end, replacement: '' }];
  }
  const list = { at: statement.start, items };
  const mixed = statement.type === 'ImportDeclaration' ? cutImportItems(text, list, dead) : null;
  const cuts = mixed ?? cutListItems(text, comments, items, dead);
  return cuts && cuts.map(({ start, end }) => ({ start, end, replacement: '' }));
}

/** Another specifier in the place of a statement's own. */
export function withSource(statement: JsNode, text: string, specifier: string): Change | null {
  const source = child(statement, 'source');
  if (!source || stringOf(source) === null) return null;
  const quote = text[source.start] ?? "'";
  return { start: source.start, end: source.end, replacement: `${quote}${specifier}${quote}` };
}

/** Behind the last import, else behind directives and what stands at the head of a file. */
export function importPlace(
  statements: readonly JsNode[],
  text: string,
): { readonly at: number; readonly isFirst: boolean } {
  const last = statements.findLast(({ type }) => type === 'ImportDeclaration');
  if (last) {
    const newline = text.indexOf('\n', last.end);
    return { at: newline === -1 ? text.length : newline + 1, isFirst: false };
  }
  const directive = statements.findLast((each) => typeof each['directive'] === 'string');
  if (directive) return { at: text.indexOf('\n', directive.end) + 1 || text.length, isFirst: true };
  const shebang = /^#!.*\n/.exec(text)?.[0].length ?? 0;
  return { at: shebang, isFirst: true };
}
