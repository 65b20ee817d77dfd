import { deepStrictEqual } from 'node:assert/strict';

/** Throws with both values where they differ. */
export function same(actual: unknown, expected: unknown, what: string): void {
  const show = (value: unknown): string => JSON.stringify(value instanceof Map ? [...value] : value);
  deepStrictEqual(actual, expected, `${what}: ${show(actual)} instead of ${show(expected)}`);
}
