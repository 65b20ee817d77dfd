import { ROLES } from './slice.ts';
import type { Form, Omission, Slice, WantedSlice } from './slice.ts';
import { tokenCount } from './token-count.ts';

export interface Fitted {
  readonly slices: readonly Slice[];
  readonly omitted: readonly Omission[];
  readonly tokens: number;
}

interface Held {
  readonly wanted: WantedSlice;
  readonly whole: number;
  readonly signature: number | null;
  form: Form | null;
}

/**
 * As much as there is room for. Bodies outside the target go first, farthest first; then whole pieces, those of least
 * worth first. The target stays as it is: null when it alone is too much. How large a piece is decides nothing.
 */
export function fitBudget(wanted: readonly WantedSlice[], budget: number): Fitted | null {
  const held = wanted.map((each): Held => {
    const signature = each.signature === null ? null : tokenCount(each.signature);
    return { wanted: each, whole: tokenCount(each.whole), signature, form: 'whole' };
  });
  let tokens = held.reduce((sum, each) => sum + each.whole, 0);
  const others = held.filter(({ wanted: { role } }) => role !== 'target').toSorted(leastWorthFirst);
  for (const each of others) {
    if (tokens <= budget) break;
    if (each.signature === null || each.signature >= each.whole) continue;
    each.form = 'signature';
    tokens -= each.whole - each.signature;
  }
  for (const each of others) {
    if (tokens <= budget) break;
    tokens -= each.form === 'signature' ? (each.signature ?? 0) : each.whole;
    each.form = null;
  }
  if (tokens > budget) return null;
  const slices = held.flatMap(({ wanted: each, form, whole, signature }): Slice[] => {
    if (form === null) return [];
    const { path, symbol, role, line, reason } = each;
    const text = form === 'signature' ? (each.signature ?? each.whole) : each.whole;
    return [{ path, symbol, role, form, line, text, tokens: form === 'signature' ? (signature ?? 0) : whole, reason }];
  });
  const omitted = held
    .filter(({ form }) => form === null)
    .map(({ wanted: { path, symbol, role } }) => ({
      path,
      symbol,
      reason: `No room for this ${role} in ${budget} tokens.`,
    }));
  return { slices, omitted, tokens };
}

function leastWorthFirst(a: Held, b: Held): number {
  const role = ROLES.indexOf(b.wanted.role) - ROLES.indexOf(a.wanted.role);
  if (role !== 0) return role;
  if (a.wanted.distance !== b.wanted.distance) return b.wanted.distance - a.wanted.distance;
  return `${b.wanted.path}\0${b.wanted.symbol}` < `${a.wanted.path}\0${a.wanted.symbol}` ? -1 : 1;
}
