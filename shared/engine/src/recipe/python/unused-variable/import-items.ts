import type { SgNode } from '@ast-grep/napi';
import { spanOf } from '../python-tree.ts';
import type { PythonSpan } from '../python-tree.ts';

/** One name of an import: where ruff points to it, what it is called here, and the text that goes with it. */
export interface ImportItem {
  readonly at: number;
  readonly local: string;
  /** The name with the comma behind it, or before it for the last one. */
  readonly cut: PythonSpan;
}

export function importItems(statement: SgNode): ImportItem[] {
  const module = statement.field('module_name')?.id();
  const items = statement
    .children()
    .filter((each) => /^(?:dotted_name|aliased_import)$/.test(String(each.kind())) && each.id() !== module);
  return items.map((each, index) => {
    const own = spanOf(each);
    const next = items[index + 1];
    const before = items[index - 1];
    const cut = next
      ? { start: own.start, end: spanOf(next).start }
      : { start: before ? spanOf(before).end : own.start, end: own.end };
    const local = each.field('alias')?.text() ?? each.text().split('.')[0] ?? '';
    return { at: own.start, local, cut };
  });
}
