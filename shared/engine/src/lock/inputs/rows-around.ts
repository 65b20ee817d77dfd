import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { Row } from './closed-code.ts';

const MOST_ROWS = 12;

/**
 * What the names around a call stand for where a table says it: `@pytest.mark.parametrize('a, b', [(1, 2), …])`, and
 * `for a, b in [(1, 2), …]`, the table itself or a constant. A few rows of it, from all of its length. Pure.
 */
export function rowsAround(call: SyntaxNode, file: SourceFile): readonly Row[] {
  for (let node = call.parent; node !== null; node = node.parent) {
    const rows = node.role === 'loop' ? rowsOfLoop(node, file) : node.role === 'function' ? rowsOfTest(node, file) : [];
    if (rows.length > 0) return spread(rows);
  }
  return [];
}

function rowsOfLoop(loop: NodeOf<'loop'>, file: SourceFile): readonly Row[] {
  const [target, table] = loop.children;
  if (loop.kind !== 'each' || !target || !table || table === loop.body) return [];
  return rowsOf(namesIn(target), table, file);
}

function rowsOfTest(fn: NodeOf<'function'>, file: SourceFile): readonly Row[] {
  const told = fn.annotations.find(({ name, args }) => /(^|\.)parametrize$/.test(name) && args.length >= 2);
  const [names, table] = told?.args ?? [];
  if (!names || !table) return [];
  const words = names.value.role === 'list' ? names.value.items : [names.value];
  const list = words.flatMap((each) =>
    each.role === 'literal' && typeof each.value === 'string' ? each.value.split(',').map((word) => word.trim()) : [],
  );
  return rowsOf(list, table.value, file);
}

function rowsOf(names: readonly string[], table: SyntaxNode, file: SourceFile): readonly Row[] {
  const items = itemsOf(table, file);
  return items.flatMap((item) => {
    if (names.length === 1) return [new Map([[names[0] ?? '', item]])];
    const parts = partsOf(item);
    return parts.length < names.length ? [] : [new Map(names.map((name, at) => [name, parts[at] ?? item]))];
  });
}

/** The rows of a list, of a dict asked for its items, or of a constant that is one. */
function itemsOf(table: SyntaxNode, file: SourceFile): readonly SyntaxNode[] {
  if (table.role === 'group') return itemsOf(table.inner, file);
  if (table.role === 'list') return table.items;
  if (table.role === 'object') return table.entries;
  if (table.role === 'call' && table.callee.role === 'member' && table.callee.object !== null)
    return table.callee.property === 'items' ? itemsOf(table.callee.object, file) : [];
  if (table.role !== 'name') return [];
  const declared = file.bindings.of(table)?.declaration;
  return declared?.role === 'binding' && declared.initializer && declared.initializer.role !== 'name'
    ? itemsOf(declared.initializer, file)
    : [];
}

/** `(1, 2)`, `pytest.param(1, 2)`, `'key': value`. */
function partsOf(item: SyntaxNode): readonly SyntaxNode[] {
  if (item.role === 'list') return item.items;
  if (item.role === 'entry') return item.children;
  if (item.role === 'call') return item.args.filter(({ name }) => name === null).map(({ value }) => value);
  return item.role === 'group' ? partsOf(item.inner) : [];
}

function namesIn(target: SyntaxNode): readonly string[] {
  if (target.role === 'name') return [target.name];
  return target.children.flatMap(namesIn);
}

function spread(rows: readonly Row[]): readonly Row[] {
  const step = Math.max(1, rows.length / MOST_ROWS);
  return Array.from({ length: Math.min(rows.length, MOST_ROWS) }, (_, at) => rows[Math.floor(at * step)] ?? new Map());
}
