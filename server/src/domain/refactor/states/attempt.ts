import type { Breach } from '@iama/contracts/test-run/breach';
import { hasNet } from '../black-box.ts';
import { beginWork, endWork, fail } from '../effects.ts';
import type { RefactorContext } from '../context.ts';
import type { RefactorEventOf } from '../events.ts';
import { decideRepair } from '../decide-repair.ts';
import { describeFailure } from '../describe-failure.ts';
import type { Repair } from '../decide-repair.ts';
import {
  MAX_NAMES,
  enterTier,
  keepArtifact,
  nextAttempt,
  recordFailure,
  recordPatch,
  recordSuccess,
  recordUnusable,
  recordUnverified,
} from '../memory.ts';
import { asksAboutTime } from '../time-outs.ts';
import { isA, refactorSetup, remember, rememberFrom, tell } from '../refactor-setup.ts';
import { nameSome } from '../../text/name-some.ts';

const HEALING = '#refactor.live.busy.attended.agreed.SELF_HEALING';
const SETTLING = '#refactor.live.RECOVERY_PENDING.settling';

/** Count a new attempt and announce it. Not an entry action: coming back to an attempt does not make another one. */
export function beginAttempt(healing: boolean) {
  return [
    remember(nextAttempt),
    tell(({ attempt }) => ({ type: 'attempt_start', level: 'info', data: { attempt, healing } })),
  ];
}

function endAttempt() {
  return tell(({ attempts, attempt }) => {
    const record = attempts.at(-1);
    return {
      type: 'attempt_end',
      level: record?.verdict === 'regressed' || record?.verdict === 'unusable' ? 'warn' : 'info',
      data: {
        attempt,
        verdict: record?.verdict ?? 'unverified',
        failed_tests: record?.failed_tests ?? [],
        timed_out: record?.timed_out ?? [],
        fingerprint: record?.fingerprint ?? null,
        excluded: (record?.excluded ?? []).slice(0, MAX_NAMES),
        progress: record?.progress ?? null,
        breaches: record?.breaches ?? [],
        problems: record?.problems ?? [],
      },
    };
  });
}

/**
 * Edit, verify, deliver: the same steps in REFACTORING, SELF_HEALING and DEEP_FIX_ACTIVE. A recipe edits in one step; for a goal a
 * model writes the edits, and then they are placed where the source is.
 */
export function attemptState(kind: 'first' | 'repair') {
  return refactorSetup.createStateConfig({
    initial: 'editing',
    states: { editing: editing(kind), placing: placing(kind), verifying, delivering },
  });
}

function isEmpty({ event }: { event: RefactorEventOf<'patch_made'> }): boolean {
  return event.empty;
}

function editing(kind: 'first' | 'repair') {
  return refactorSetup.createStateConfig({
    entry: beginWork(({ goal }) => (goal === undefined ? 'run_recipe' : 'draft_patch')),
    exit: endWork(),
    on: {
      ...patchReports(kind),
      draft_made: {
        guard: isGoal,
        target: 'placing',
        actions: [rememberFrom('draft_made', (event, context) => keepArtifact('draft', event.artifact_id, context))],
      },
      draft_unusable: [
        ...repairs([rememberFrom('draft_unusable', recordUnusable), endAttempt()], isGoal),
        {
          guard: isGoal,
          target: SETTLING,
          actions: [
            rememberFrom('draft_unusable', recordUnusable),
            endAttempt(),
            fail('HEALING_EXHAUSTED', (event) =>
              isA(event, 'draft_unusable')
                ? `What the model wrote could not be made a change: ${nameSome(event.problems)}`
                : '',
            ),
          ],
        },
      ],
    },
  });
}

function placing(kind: 'first' | 'repair') {
  return refactorSetup.createStateConfig({
    entry: beginWork('run_recipe'),
    exit: endWork(),
    on: patchReports(kind),
  });
}

function patchReports(kind: 'first' | 'repair') {
  const nothingLeft =
    kind === 'first'
      ? [
          {
            guard: ({ context, event }: { context: RefactorContext; event: RefactorEventOf<'patch_made'> }) =>
              event.empty && Boolean(context.review),
            target: SETTLING,
            actions: [
              fail(
                'NOTHING_TO_CHANGE',
                (_event, { job_id }) =>
                  `Without what you rejected nothing is left to change. \`iama retry ${job_id}\` makes the diff again as it was.`,
              ),
            ],
          },
          { guard: isEmpty, target: '#refactor.FAILED', actions: [fail('NOTHING_TO_CHANGE')] },
        ]
      : [
          {
            guard: isEmpty,
            target: SETTLING,
            actions: [
              fail(
                'HEALING_EXHAUSTED',
                () => 'Without what the failing tests point at, there is nothing left to change.',
              ),
            ],
          },
        ];
  return refactorSetup.createStateConfig({
    on: {
      patch_made: [
        ...nothingLeft,
        {
          guard: ({ context }) => !hasNet(context),
          target: 'delivering',
          actions: [rememberFrom('patch_made', recordPatch), remember(recordUnverified), endAttempt()],
        },
        { target: 'verifying', actions: [rememberFrom('patch_made', recordPatch)] },
      ],
      patch_refused: {
        target: SETTLING,
        actions: [
          rememberFrom('patch_refused', ({ code, detail }, { job_id }) => ({
            failure: describeFailure(code, job_id, detail),
          })),
        ],
      },
    },
  }).on;
}

const failed = [rememberFrom('verification_failed', recordFailure), endAttempt()];

const verifying = refactorSetup.createStateConfig({
  entry: beginWork('run_tests'),
  exit: endWork(),
  on: {
    verification_passed: [
      {
        guard: ({ context, event }) => event.verdict === 'verified' || context.allow_unverified,
        target: 'delivering',
        actions: [rememberFrom('verification_passed', recordSuccess), endAttempt()],
      },
      {
        target: SETTLING,
        actions: [
          rememberFrom('verification_passed', recordSuccess),
          endAttempt(),
          fail('VERIFICATION_FAILED', () => 'No test ran with the change, so nothing can be said about it.'),
        ],
      },
    ],
    verification_failed: [
      {
        guard: ({ context, event }) => asksAboutTime(context, event),
        target: '#refactor.live.WAITING_INTERVENTION',
        actions: failed,
      },
      ...repairs(failed),
      {
        guard: ({ event }) => (event.breaches ?? []).length > 0,
        target: SETTLING,
        actions: [
          ...failed,
          fail('SEAL_BROKEN', (event) => (isA(event, 'verification_failed') ? tampered(event.breaches ?? []) : '')),
        ],
      },
      {
        target: SETTLING,
        actions: [
          ...failed,
          fail('HEALING_EXHAUSTED', (event, { tier_attempts }) =>
            isA(event, 'verification_failed') ? exhausted(event.failed_tests, tier_attempts) : '',
          ),
        ],
      },
    ],
  },
});

/** Where a failed attempt leads, as long as something is left to try. `recorded` writes it down. */
function repairs<Recorded>(recorded: readonly Recorded[], counts: (args: Failed) => boolean = () => true) {
  const next = (repair: Repair) => (args: Failed) =>
    counts(args) && decideRepair(args.context, args.event.fingerprint) === repair;
  return [
    { guard: next('same_tier'), target: HEALING, actions: [...recorded, ...beginAttempt(true)] },
    { guard: next('next_tier'), target: HEALING, actions: [...recorded, ...climb(), ...beginAttempt(true)] },
    { guard: next('ask'), target: '#refactor.live.WAITING_ESCALATION_DECISION', actions: [...recorded] },
    { guard: next('intervene'), target: '#refactor.live.WAITING_INTERVENTION', actions: [...recorded] },
  ];
}

interface Failed {
  readonly context: RefactorContext;
  readonly event: { readonly fingerprint: string };
}

function isGoal({ context }: { readonly context: RefactorContext }): boolean {
  return context.goal !== undefined;
}

export function climb() {
  return [remember(({ tier }) => enterTier(tier + 1))];
}

function tampered(breaches: readonly Breach[]): string {
  const words = breaches.map(({ name, place, detail }) => `${name} in ${place}: ${detail}`);
  return nameSome(words);
}

function exhausted(failed_tests: readonly string[], attempts: number): string {
  return `After ${attempts} attempts these still do not pass: ${nameSome(failed_tests)}.`;
}

const delivering = refactorSetup.createStateConfig({
  entry: beginWork('build_evidence'),
  exit: endWork(),
  on: {
    evidence_built: {
      target: '#refactor.DELIVERED',
      actions: [
        rememberFrom('evidence_built', (event, context) => keepArtifact('evidence', event.artifact_id, context)),
      ],
    },
  },
});
