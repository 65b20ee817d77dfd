import { child, nameOf, stringOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';

/** The key of a property or member as the string that it is when the program runs; null when it is computed. */
export function keyOf(holder: JsNode): string | null {
  const key = child(holder, 'key') ?? child(holder, 'id');
  if (key === null) return null;
  return holder['computed'] === true ? stringOf(key) : plainKey(key);
}

/** What stands before `:`, behind `.`, or names a member. */
export function plainKey(key: JsNode): string | null {
  if (key.type === 'PrivateIdentifier') return `#${nameOf(key) ?? ''}`;
  return nameOf(key) ?? stringOf(key) ?? (typeof key['value'] === 'number' ? String(key['value']) : null);
}
