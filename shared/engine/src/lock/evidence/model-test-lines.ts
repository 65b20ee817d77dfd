import type { LockCard } from '@iama/contracts/job/evidence';
import { clausesHeld } from '@iama/contracts/test-run/written-tests';
import { section } from './page-parts.ts';

/** What tests of a model's said, and how much of the specification they hold; nothing where none was asked. Pure. */
export function modelTestLines(written: LockCard['model_tests']): readonly string[] {
  if (!written) return [];
  const { before, after, clauses, clauses_total, refused, none_because } = written;
  return section('Tests that a model wrote', [
    none_because === null
      ? `They hold ${clausesHeld(clauses)} of ${clauses_total} clauses. Passed before: ${before.passed}, after: ${after.passed}`
      : `None ran: ${none_because}`,
    ...refused.map(({ path, reasons }) => `Not run: ${path} (${reasons.join(' ')})`),
  ]);
}
