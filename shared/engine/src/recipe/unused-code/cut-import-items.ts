import { cutListItems } from './cut-list-items.ts';
import type { Cutting } from './cut-list-items.ts';
import type { Unit } from './unit.ts';

/**
 * Take names out of an import that has a part outside the braces (`import a, { b } from`, `import a, * as b from`).
 * Null when the statement is something else, or has braces only.
 */
export function cutImportItems(
  text: string,
  list: Pick<Unit, 'at' | 'items'>,
  dead: ReadonlySet<number>,
): Cutting[] | null {
  const [first, second] = list.items;
  if (!first || !second || !text.startsWith('import', list.at)) return null;
  const head = text.slice(list.at, first.start);
  if (head.includes('{')) return null;
  const open = text.indexOf('{', first.end);
  const braced = open !== -1 && open < second.start;
  const named = list.items.slice(1);
  const namedDead = named.every((_, index) => dead.has(index + 1));
  if (dead.has(0)) {
    const rest = [...dead].filter((item) => item > 0).map((item) => item - 1);
    const inner = rest.length === 0 ? [] : cutListItems(text, [], named, new Set(rest));
    const outer = { start: first.start, end: braced ? open : second.start, item: 0 };
    return inner && [outer, ...inner.map((each) => ({ ...each, item: each.item + 1 }))];
  }
  if (!namedDead) {
    const inner = cutListItems(text, [], named, new Set([...dead].map((item) => item - 1)));
    return inner && inner.map((each) => ({ ...each, item: each.item + 1 }));
  }
  const last = named.at(-1);
  const end = braced ? text.indexOf('}', last?.end ?? open) + 1 : (last?.end ?? first.end);
  let at = first.end;
  return named.map((item, index) => {
    const start = at;
    at = index === named.length - 1 ? end : item.end;
    return { start, end: at, item: index + 1 };
  });
}
