import { child, children, nameOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import type { ExportedNames, NamedExport } from '../facts/exported-names.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import type { Edit } from './edit-list.ts';
import { insertName, removeStatement, startOfValue } from './export-text.ts';
import { endsWithSemicolon } from './text-style.ts';
import type { TextStyle } from './text-style.ts';

/** `exports.a = …` and `module.exports = { a, b }` as named exports. */
export function rewriteNamedExports(
  facts: ModuleFacts,
  names: ExportedNames,
  withDefault: boolean,
  style: TextStyle,
): { edits: Edit[]; tail: string[]; defaultName: null } {
  const edits: Edit[] = [];
  const tail: string[] = [];
  const wholeObject = `export default { ${[...names.bindings].map(([name, local]) => (name === local ? name : `${name}: ${local}`)).join(', ')} }${style.semicolon}`;
  if (names.reset) edits.push(removeStatement(facts.text, facts.body[names.reset.statement] as JsNode));
  if (names.literal) {
    edits.push(...literalEdits(facts, names.literal));
    const statement = facts.parents.get(facts.parents.get(names.literal) as JsNode) as JsNode;
    if (withDefault && names.named.length === 0) {
      const again = `${style.eol}export default ${facts.text.slice(names.literal.start, names.literal.end)}${style.semicolon}`;
      edits.push({ start: statement.end, end: statement.end, text: again });
    }
  }
  if (withDefault && (names.named.length > 0 || !names.literal)) tail.push(wholeObject);
  for (const { node, name } of names.reads) {
    const member = facts.parents.get(node) as JsNode;
    const local = names.bindings.get(name ?? '') as string;
    const parent = facts.parents.get(member);
    const shorthand = parent?.type === 'Property' && parent['shorthand'] === true;
    edits.push({ start: member.start, end: member.end, text: shorthand ? `${name}: ${local}` : local });
  }
  let list: { statement: JsNode; index: number; specifiers: string[] } | null = null;
  const flush = (): void => {
    if (list)
      edits.push({
        start: list.statement.start,
        end: list.statement.end,
        text: exportList(list.specifiers, style, endsWithSemicolon(facts.text, list.statement)),
      });
    list = null;
  };
  for (const entry of names.named) {
    const statement = facts.body[entry.chain.statement] as JsNode;
    const specifiers = entry.exported.map((name) => (name === entry.local ? name : `${entry.local} as ${name}`));
    if (entry.how === 'list' && !entry.chain.declared) {
      const joined: typeof list = list;
      if (joined !== null && adjacent(facts, joined.index, entry.chain.statement)) {
        (joined as { specifiers: string[]; index: number }).specifiers.push(...specifiers);
        (joined as { index: number }).index = entry.chain.statement;
        edits.push(removeStatement(facts.text, statement));
        continue;
      }
      flush();
      list = { statement, index: entry.chain.statement, specifiers };
      continue;
    }
    flush();
    edits.push(...declareEdits(facts, entry, statement, style));
  }
  flush();
  return { edits, tail, defaultName: null };
}

function exportList(specifiers: readonly string[], style: TextStyle, semicolon: boolean): string {
  const end = semicolon ? ';' : '';
  const single = `export { ${specifiers.join(', ')} }${end}`;
  if (single.length <= 100) return single;
  return `export {${style.eol}${specifiers.map((each) => `  ${each}`).join(`,${style.eol}`)}${style.eol}}${end}`;
}

/** Statements on consecutive lines with nothing but white space between them. */
function adjacent(facts: ModuleFacts, previous: number, next: number): boolean {
  const before = facts.body[previous] as JsNode;
  const after = facts.body[next] as JsNode;
  return (
    next === previous + 1 && /^\s*\n\s*$/.test(facts.text.slice(before.end, after.start)) && isAlone(facts.text, after)
  );
}

function isAlone(text: string, statement: JsNode): boolean {
  return removeStatement(text, statement).end > statement.end || statement.end === text.length;
}

function literalEdits(facts: ModuleFacts, literal: JsNode): Edit[] {
  const assignment = facts.parents.get(literal) as JsNode;
  let statement = assignment;
  while (statement.type !== 'ExpressionStatement') statement = facts.parents.get(statement) as JsNode;
  const edits: Edit[] = [{ start: statement.start, end: literal.start, text: 'export ' }];
  for (const property of children(literal, 'properties')) {
    if (property['shorthand'] === true) continue;
    const exported = nameOf(child(property, 'key'));
    const local = nameOf(child(property, 'value'));
    edits.push({
      start: property.start,
      end: property.end,
      text: exported === local ? `${local}` : `${local} as ${exported}`,
    });
  }
  return edits;
}

function declareEdits(facts: ModuleFacts, entry: NamedExport, statement: JsNode, style: TextStyle): Edit[] {
  const { text } = facts;
  const { chain, local, exported } = entry;
  const valueStart = startOfValue(facts, chain);
  const others = exported.filter((name) => name !== local).map((name) => `${local} as ${name}`);
  const semicolon = endsWithSemicolon(text, statement) ? ';' : '';
  const also = others.length > 0 ? `${style.eol}export { ${others.join(', ')} }${semicolon}` : '';
  if (chain.declared) {
    const sole = children(statement, 'declarations').length === 1;
    const same = exported.includes(local);
    const edits: Edit[] = [{ start: chain.root.start, end: valueStart, text: '' }];
    if (sole && same) edits.push({ start: statement.start, end: statement.start, text: 'export ' });
    const rest = sole && same ? others : exported.map((name) => (name === local ? name : `${local} as ${name}`));
    if (rest.length > 0)
      edits.push({
        start: statement.end,
        end: statement.end,
        text: `${style.eol}export { ${rest.join(', ')} }${semicolon}`,
      });
    return edits;
  }
  const exportWord = exported.includes(local) ? 'export ' : '';
  const value = chain.value;
  const own = nameOf(child(value, 'id'));
  const isDeclaration =
    (value.type === 'FunctionExpression' || value.type === 'ClassExpression') &&
    valueStart === value.start &&
    (own === null || own === local);
  if (!isDeclaration) {
    return [
      { start: statement.start, end: valueStart, text: `${exportWord}const ${local} = ` },
      ...(also ? [{ start: statement.end, end: statement.end, text: also }] : []),
    ];
  }
  const edits: Edit[] = [{ start: statement.start, end: value.start, text: exportWord }];
  if (own === null) edits.push(insertName(text, value, local));
  edits.push({ start: value.end, end: statement.end, text: also });
  return edits;
}
