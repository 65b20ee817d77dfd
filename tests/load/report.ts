/** One measured figure against its limit, and against a yardstick measured in the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  /** What the same machine does, in the same minute, with the least code that could do it. */
  readonly yardstick: { readonly name: string; readonly value: number } | null;
  readonly samples: number;
}

export function percentile(values: readonly number[], fraction: number): number {
  if (values.length === 0) throw new Error('Nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(fraction * sorted.length) - 1)] as number;
}

/** A table for people. True when every figure keeps its limit. */
export function printReport(figures: readonly Figure[]): boolean {
  for (const { name, value, limit, unit, yardstick, samples } of figures) {
    const kept = value <= limit;
    const ratio =
      yardstick === null
        ? ''
        : `; ${(value / yardstick.value).toFixed(1)}x ${yardstick.name} (${round(yardstick.value)} ${unit})`;
    console.log(
      `${kept ? 'kept  ' : 'MISSED'}  ${name}: ${round(value)} ${unit}, limit ${limit} ${unit}, ${samples} samples${ratio}`,
    );
  }
  return figures.every((figure) => figure.value <= figure.limit);
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
