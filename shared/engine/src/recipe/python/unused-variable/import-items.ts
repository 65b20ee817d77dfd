import type { SgNode } from '@ast-grep/napi';
import { spanOf } from '../python-tree.ts';
import type { PythonSpan } from '../python-tree.ts';

/** One name of an import: where ruff points to it, and what it is called here. */
export interface ImportItem extends PythonSpan {
  readonly local: string;
}

export function importItems(statement: SgNode): ImportItem[] {
  const module = statement.field('module_name')?.id();
  return statement
    .children()
    .filter((each) => /^(?:dotted_name|aliased_import)$/.test(String(each.kind())) && each.id() !== module)
    .map((each) => ({ ...spanOf(each), local: each.field('alias')?.text() ?? each.text().split('.')[0] ?? '' }));
}

/** The text that goes with some items of a list, commas right; at least one item stays. */
export function cutItems(items: readonly ImportItem[], gone: ReadonlySet<ImportItem>): PythonSpan[] {
  const lastKept = items.findLastIndex((each) => !gone.has(each));
  const cuts = items.flatMap((each, index) =>
    gone.has(each) && index < lastKept ? [{ start: each.start, end: items[index + 1]?.start ?? each.end }] : [],
  );
  const [kept, last] = [items[lastKept], items.at(-1)];
  return kept && last && kept !== last ? [...cuts, { start: kept.end, end: last.end }] : cuts;
}
