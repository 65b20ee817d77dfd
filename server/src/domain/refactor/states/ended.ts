import type { RefactorContext } from '../context.ts';
import { audit, logLine, rest } from '../effects.ts';
import type { RefactorEventOf } from '../events.ts';
import { freshStart, newRevision, sentBack } from '../memory.ts';
import { isA, refactorSetup, remember, rememberFrom } from '../refactor-setup.ts';
import { countOf } from '../../text/count-of.ts';
import { beginAttempt } from './attempt.ts';

/** The ends of a job. Artifacts are kept in each; what the person may still do is written here. */

/** A new attempt of the same job, from a fresh baseline: the code may have moved on since. */
const resumed = [
  {
    guard: ({ context }: { context: RefactorContext }) => context.spec_approved,
    target: '#refactor.live.busy.attended.agreed.GENERATING_TESTS',
    actions: [remember(freshStart), audit('retry')],
  },
  {
    target: '#refactor.live.busy.attended.ANALYZING',
    actions: [remember(freshStart), audit('retry')],
  },
];

export const fallbackRequired = refactorSetup.createStateConfig({
  entry: [rest('FALLBACK_REQUIRED')],
  on: {
    retry: resumed,
    revise_spec: {
      guard: ({ context }) => context.spec_revision > 0,
      target: '#refactor.live.WAITING_SPEC_APPROVAL',
      actions: [rememberFrom('revise_spec', newRevision), audit('revise_spec')],
    },
  },
});

export const failed = refactorSetup.createStateConfig({
  initial: 'closed',
  entry: [remember(() => ({ grace: null })), rest('FAILED')],
  states: {
    closed: {},
    /** A question to the person ran out of time: they may still answer it by a new attempt. */
    resumable: { on: { retry: resumed } },
  },
});

/** Nothing of the diff was written, so the same baseline holds for the next one. */
const sentBackToWork = {
  guard: ({ context, event }: { context: RefactorContext; event: RefactorEventOf<'request_changes'> }) =>
    event.rejected.length > 0 || context.goal !== undefined,
  target: '#refactor.live.busy.attended.agreed.REFACTORING',
  actions: [
    rememberFrom('request_changes', sentBack),
    audit('request_changes'),
    logLine('info', ({ goal }, event) => {
      const left_out = isA(event, 'request_changes') ? event.rejected.length : 0;
      if (goal !== undefined) return 'You asked for another attempt, and what you said goes with it.';
      return `You asked for another attempt that leaves out ${countOf(left_out, 'finding')}.`;
    }),
    ...beginAttempt(false),
  ],
};

/** The diff is the person's now. What they do with it on their disk is recorded here. */
export const delivered = refactorSetup.createStateConfig({
  initial: 'staged',
  entry: [remember(() => ({ delivery_status: 'staged' })), rest('DELIVERED')],
  states: {
    staged: { on: { apply_delivery: applied(), request_changes: sentBackToWork } },
    applied: { on: { revert_delivery: reverted() } },
    partially_applied: { on: { revert_delivery: reverted() } },
    reverted: { on: { apply_delivery: applied() } },
  },
});

function applied() {
  return [
    {
      guard: ({ event }: { event: RefactorEventOf<'apply_delivery'> }) => event.scope === 'partial',
      target: 'partially_applied',
      actions: [remember(() => ({ delivery_status: 'partially_applied' })), audit('apply_delivery')],
    },
    { target: 'applied', actions: [remember(() => ({ delivery_status: 'applied' })), audit('apply_delivery')] },
  ];
}

function reverted() {
  return { target: 'reverted', actions: [remember(() => ({ delivery_status: 'reverted' })), audit('revert_delivery')] };
}
