import type { StaleItem } from '@iama/engine/spec/stale-items';

/** One sentence for each clause whose code has changed since it was written. */
export function staleLines(items: readonly StaleItem[]): string[] {
  return items.map(({ id, symbols }) => {
    const [first] = symbols;
    const more = symbols.length > 1 ? ` and ${symbols.length - 1} more` : '';
    const what = `${first?.symbol ?? ''} (${first?.path ?? ''})${more}`;
    return `${id} is stale: ${what} ${first?.gone === true ? 'is gone' : 'has changed'} since it was written.`;
  });
}
