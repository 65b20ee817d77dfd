/** A place where a name changes: `prefix` and `suffix` keep what others see (`{ a }` → `{ a: b }`, `a` → `b as a`). */
export interface Location {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly prefix: string;
  readonly suffix: string;
}
