/** Equal as JSON; items are compared field by field, so the order of keys does not matter. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The names of the fields in which two items differ. */
export function differingFields<Item extends object>(fields: readonly (keyof Item & string)[], a: Item, b: Item) {
  return fields.filter((field) => !same(a[field], b[field]));
}
