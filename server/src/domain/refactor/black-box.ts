import type { LockSettings } from '@iama/contracts/test-run/lock';
import { countOf } from '../text/count-of.ts';
import { nameSome } from '../text/name-some.ts';
import type { BlackBoxState, RefactorContext } from './context.ts';

/** For all rounds of all probes before the edit, milliseconds, unless a person gave more. */
const LEAST_BUDGET_MS = 60_000;

/**
 * The table: from 40 code is pinned by calls; from 20 programs are asked at their border, unless the person said otherwise; below, and where
 * nothing is known, by calls again, as far as they can be made.
 */
export function pinsBlackBox({ lock, confidence }: Pick<RefactorContext, 'lock' | 'confidence'>): boolean {
  if (!lock) return false;
  return lock.mode === undefined ? confidence?.mode === 'BLACK_BOX' : lock.mode === 'black_box';
}

/** How behaviour is pinned in this job, as what it is told of says. */
export function lockOf(context: Pick<RefactorContext, 'lock' | 'confidence'>): LockSettings | undefined {
  const { lock } = context;
  if (!lock || !pinsBlackBox(context)) return lock;
  return { ...lock, mode: 'black_box', budget_ms: Math.max(lock.budget_ms, LEAST_BUDGET_MS) };
}

/** Whether there is anything that a change can be run against. */
export function hasNet({
  suites,
  black_box,
  has_builtin_tests = false,
}: Pick<RefactorContext, 'suites' | 'black_box' | 'has_builtin_tests'>): boolean {
  return suites.length > 0 || (black_box?.covered ?? 0) > 0 || has_builtin_tests;
}

/** What a person is told of programs that are asked at their border. */
export function blackBoxWords({ covered, uncovered, some_uncovered, none_because }: BlackBoxState): string {
  const not = uncovered === 0 ? 'Nothing else was found.' : `Not covered: ${nameSome(some_uncovered, 5)}.`;
  if (none_because !== null) return `The black box holds nothing: ${none_because} ${not}`;
  return `${countOf(covered, 'answer')} of programs at their border would be held, and ${countOf(uncovered, 'thing')} would not. ${not}`;
}
