import { mergeOrder } from './merge-order.ts';
import { mergeSets } from './merge-sets.ts';
import { differingFields, same } from './same.ts';
import type { SpecItem } from './spec-content.ts';

/**
 * `both_changed`: `field` of the item differs on both sides. `removed_here`, `removed_there`: one side removed the item and
 * the other changed it. `order`: both moved items, differently; then there is no id.
 */
export interface ItemConflict {
  readonly id: string | null;
  readonly reason: 'both_changed' | 'removed_here' | 'removed_there' | 'order';
  readonly field: string | null;
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
}

/** One list of items, merged by their ids. */
export function mergeItems<Item extends SpecItem>(
  fields: readonly (keyof Item & string)[],
  base: readonly Item[],
  mine: readonly Item[],
  theirs: readonly Item[],
): { readonly merged: readonly Item[]; readonly conflicts: readonly ItemConflict[] } {
  if (same(mine, base)) return { merged: theirs, conflicts: [] };
  if (same(theirs, base)) return { merged: mine, conflicts: [] };
  const [old, own, other] = [keyed(base), keyed(adopt(fields, idsOf(base), mine, theirs)), keyed(theirs)];
  const conflicts: ItemConflict[] = [];
  const merged = new Map<string, Item>();
  for (const key of new Set([...other.keys(), ...own.keys()])) {
    const item = mergeItem(fields, { was: old.get(key), here: own.get(key), there: other.get(key) }, conflicts);
    if (item) merged.set(key, item);
  }
  const order = mergeOrder([...old.keys()], [...own.keys()], [...other.keys()], new Set(merged.keys()));
  if (order.conflict) conflicts.push({ ...NOTHING, reason: 'order' });
  return { merged: order.keys.flatMap((key) => merged.get(key) ?? []), conflicts };
}

const NOTHING = { id: null, field: null, base: null, mine: null, theirs: null } as const;

/** By id; new items by their place among the new ones. A colon is in no id. */
function keyed<Item extends SpecItem>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item, index) => [item.id ?? `new:${index}`, item]));
}

function idsOf(base: readonly SpecItem[]): ReadonlySet<string | null> {
  return new Set(base.map(({ id }) => id));
}

/** A new item that the other side has already is the same one: the answer to its edit was lost on the way. */
function adopt<Item extends SpecItem>(
  fields: readonly (keyof Item & string)[],
  known: ReadonlySet<string | null>,
  mine: readonly Item[],
  theirs: readonly Item[],
): readonly Item[] {
  const free = theirs.filter(({ id }) => id !== null && !known.has(id) && !mine.some((item) => item.id === id));
  return mine.map((item) => {
    if (item.id !== null) return item;
    const place = free.findIndex((candidate) => differingFields(fields, candidate, item).length === 0);
    return place < 0 ? item : (free.splice(place, 1)[0] ?? item);
  });
}

interface Sides<Item> {
  readonly was: Item | undefined;
  readonly here: Item | undefined;
  readonly there: Item | undefined;
}

function mergeItem<Item extends SpecItem>(
  fields: readonly (keyof Item & string)[],
  { was, here, there }: Sides<Item>,
  conflicts: ItemConflict[],
): Item | null {
  if (here && there) return mergeFields(fields, { was, here, there }, conflicts);
  const left = here ?? there;
  if (!left) return null;
  if (!was) return left;
  if (differingFields(fields, was, left).length === 0) return null;
  conflicts.push({ ...NOTHING, id: left.id, reason: here ? 'removed_there' : 'removed_here' });
  return left;
}

function mergeFields<Item extends SpecItem>(
  fields: readonly (keyof Item & string)[],
  { was, here, there }: { was: Item | undefined; here: Item; there: Item },
  conflicts: ItemConflict[],
): Item {
  const merged = { ...here };
  for (const field of differingFields(fields, here, there)) {
    const [base, mine, theirs]: [unknown, unknown, unknown] = [was?.[field], here[field], there[field]];
    if (Array.isArray(mine) && Array.isArray(theirs)) {
      const names = mergeSets(Array.isArray(base) ? base : [], mine, theirs);
      Object.assign(merged, { [field]: names });
    } else if (was && same(mine, base)) Object.assign(merged, { [field]: theirs });
    else if (!was || !same(theirs, base)) {
      conflicts.push({ id: here.id, reason: 'both_changed', field, ...texts(base, mine, theirs) });
    }
  }
  return merged;
}

function texts(base: unknown, mine: unknown, theirs: unknown) {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return { base: text(base), mine: text(mine), theirs: text(theirs) };
}
