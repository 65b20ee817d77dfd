import type { RefactorContext } from '../context.ts';
import { audit, logLine } from '../effects.ts';
import type { RefactorEventOf } from '../events.ts';
import { baselineKept } from '../memory.ts';
import { isA, rememberFrom } from '../refactor-setup.ts';
import { countOf } from '../../text/count-of.ts';
import { nameSome } from '../../text/name-some.ts';
import { blackBoxWords } from '../black-box.ts';
import { weakWords } from '../weak-words.ts';
import { beginAttempt } from './attempt.ts';

type Args = { context: RefactorContext; event: RefactorEventOf<'baseline_passed'> };

/**
 * Where a job goes from a baseline that stands. Nobody edits above tests that are known to notice too little, or above what programs answer
 * at their border, unless the person has seen it and approves the specification once more.
 */
export function baselinePassed() {
  const edit = '#refactor.live.busy.attended.agreed.REFACTORING';
  const approval = '#refactor.live.WAITING_SPEC_APPROVAL';
  return [
    { guard: (args: Args) => asks(args) && hasFlaky(args), target: approval, actions: [...setAside(), ...asked()] },
    { guard: asks, target: approval, actions: [kept(), ...asked()] },
    { guard: hasFlaky, target: edit, actions: [...setAside(), ...beginAttempt(false)] },
    { target: edit, actions: [kept(), ...beginAttempt(false)] },
  ];
}

function asks(args: Args): boolean {
  return isWeak(args) || asksAboutBox(args);
}

function isWeak({ context, event }: Args): boolean {
  return Boolean(event.weak) && !context.weak_lock;
}

/** Whoever agreed has agreed to these two lists, and to no others. */
function asksAboutBox({ context, event }: Args): boolean {
  if (!event.black_box) return false;
  const { black_box } = context;
  return !black_box?.is_accepted || black_box.lists_sha256 !== event.black_box.lists_sha256;
}

function hasFlaky({ event }: Args): boolean {
  return (event.flaky ?? []).length > 0;
}

function kept() {
  return rememberFrom('baseline_passed', baselineKept);
}

/** A test that does not say the same every time proves nothing, and is left out as if the person had done it. */
function setAside() {
  return [
    kept(),
    audit('quarantine_tests'),
    logLine('warn', (_context, event) => (isA(event, 'baseline_passed') ? flakyWords(event.flaky ?? []) : '')),
  ];
}

function flakyWords(flaky: readonly string[]): string {
  const are = flaky.length === 1 ? 'is' : 'are';
  return `${countOf(flaky.length, 'test')} did not say the same in every run and ${are} left out by name: ${nameSome(flaky)}.`;
}

function asked() {
  return [
    rememberFrom('baseline_passed', ({ weak = null }) => ({ spec_approved: false, weak_lock: weak })),
    logLine('warn', ({ weak_lock, black_box }) =>
      weak_lock ? weakWords(weak_lock) : black_box ? blackBoxWords(black_box) : '',
    ),
  ];
}
