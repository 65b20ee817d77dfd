import type { ReturnedChange } from './returned-changes.ts';

/** A sentence for whoever wrote it again. */
export function returnedWords({ path, line, attempt }: ReturnedChange): string {
  return `${path}:${line} was changed in the same way in attempt ${attempt}, and the person rejected it: leave it as it is, or reach the goal another way.`;
}
