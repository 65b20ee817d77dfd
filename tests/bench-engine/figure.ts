/** Something measured against what was promised. `yardstick` says what the least code does on the same machine. */
export interface Figure {
  readonly name: string;
  readonly ok: boolean;
  readonly line: string;
}

/** A figure that must not be above, or not below, its limit. */
export function figure(
  name: string,
  value: number,
  bound: { readonly at_most: number } | { readonly at_least: number },
  unit: string,
  yardstick = '',
): Figure {
  const ok = 'at_most' in bound ? value <= bound.at_most : value >= bound.at_least;
  const limit = 'at_most' in bound ? `at most ${bound.at_most}` : `at least ${bound.at_least}`;
  const shown = value >= 100 ? value.toFixed(0) : value.toFixed(2);
  return { name, ok, line: `${shown} ${unit}, ${limit} ${unit}${yardstick === '' ? '' : `; ${yardstick}`}` };
}

/** One line for people. */
export function printFigure({ name, ok, line }: Figure): void {
  console.log(`${ok ? 'kept  ' : 'MISSED'}  ${name}: ${line}`);
}
