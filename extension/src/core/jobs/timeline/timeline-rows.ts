import type { JobState } from '@iama/contracts/job/state';
import type { Translate } from '../../translate.ts';
import { elapsedWords } from '../elapsed-words.ts';
import { stateWords } from '../state-words.ts';
import { testNameOf } from '../test-name.ts';
import { attemptWords, progressWords } from './attempt-words.ts';
import type { Attempt, Stage, Timeline } from './timeline.ts';

/** A row under a job: a stage, an attempt, or what an attempt says. Ids are unique within the job. */
export interface TimelineRow {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** Id of a theme colour, for what must not be overlooked. */
  readonly color: string | null;
  readonly tooltip: string;
  readonly children: readonly TimelineRow[];
}

/** Where an attempt says more than the name of the stage in which it was made. */
const TOLD_BY_ATTEMPTS: ReadonlySet<JobState> = new Set(['REFACTORING', 'SELF_HEALING', 'DEEP_FIX_ACTIVE']);

/** The stages that a job passed and its attempts, in their order. */
export function timelineRows(timeline: Timeline, now_ms: number, t: Translate): TimelineRow[] {
  const stages = timeline.stages.filter((stage) => !TOLD_BY_ATTEMPTS.has(stage.state));
  return [
    ...stages.map((stage) => ({ seq: stage.seq, row: stageRow(stage, now_ms, t) })),
    ...timeline.attempts.map((attempt) => ({ seq: attempt.seq, row: attemptRow(attempt, now_ms, t) })),
  ]
    .toSorted((one, other) => one.seq - other.seq)
    .map(({ row }) => row);
}

function stageRow(stage: Stage, now_ms: number, t: Translate): TimelineRow {
  const end = END_ICONS[stage.state];
  return {
    id: `stage-${stage.seq}`,
    label: stateWords(stage.state, t),
    description: end ? '' : duration(stage, now_ms, t),
    icon: end?.icon ?? (stage.ended_at === null ? 'circle-large-outline' : 'check'),
    color: end?.color ?? null,
    tooltip: clock(stage.began_at),
    children: [],
  };
}

const BAD = { icon: 'error', color: 'list.errorForeground' } as const;
const END_ICONS: Partial<Record<JobState, { readonly icon: string; readonly color: string | null }>> = {
  BASELINE_VALIDATION_FAILED: { icon: 'warning', color: 'list.warningForeground' },
  DELIVERED: { icon: 'pass', color: null },
  FALLBACK_REQUIRED: BAD,
  FAILED: BAD,
};

function attemptRow(attempt: Attempt, now_ms: number, t: Translate): TimelineRow {
  const { seq, number, failed_tests, excluded, problems, fingerprint } = attempt;
  const id = `attempt-${seq}`;
  const leaf = (key: string, row: Pick<TimelineRow, 'label' | 'description' | 'icon' | 'tooltip'>): TimelineRow => ({
    ...row,
    id: `${id}-${key}`,
    color: null,
    children: [],
  });
  const facts = [
    attemptWords(attempt, t),
    ...(failed_tests.length > 0 ? [t('{0} failed', failed_tests.length)] : []),
    progressWords(attempt.progress, t),
    ...(excluded.length > 0 ? [t('{0} left out', excluded.length)] : []),
    duration(attempt, now_ms, t),
  ];
  return {
    id,
    label: t('Attempt {0}', number),
    description: facts.filter(Boolean).join(' · '),
    ...attemptLook(attempt),
    tooltip: clock(attempt.began_at),
    children: [
      ...failed_tests.map((test, index) => {
        const { name, file } = testNameOf(test);
        return leaf(`test-${index}`, { label: name, description: file, icon: 'testing-failed-icon', tooltip: test });
      }),
      ...problems.map((problem, index) =>
        leaf(`problem-${index}`, { label: problem, description: '', icon: 'warning', tooltip: problem }),
      ),
      ...excluded.map(({ finding_id, reason }, index) =>
        leaf(`left-${index}`, { label: finding_id, description: reason, icon: 'circle-slash', tooltip: reason }),
      ),
      ...(fingerprint === null
        ? []
        : [
            leaf('print', {
              label: t('Failure pattern {0}', fingerprint.slice(0, 12)),
              description: t('the same in two attempts means that they failed alike'),
              icon: 'symbol-key',
              tooltip: fingerprint,
            }),
          ]),
    ],
  };
}

function attemptLook({ verdict, ended_at }: Attempt): Pick<TimelineRow, 'icon' | 'color'> {
  if (verdict === 'verified') return { icon: 'pass', color: 'testing.iconPassed' };
  if (verdict === 'regressed' || verdict === 'unusable') return { icon: 'error', color: 'list.errorForeground' };
  if (verdict === 'unverified') return { icon: 'question', color: 'list.warningForeground' };
  return { icon: ended_at === null ? 'loading~spin' : 'circle-slash', color: null };
}

function duration({ began_at, ended_at }: Pick<Stage, 'began_at' | 'ended_at'>, now_ms: number, t: Translate): string {
  const end_ms = ended_at === null ? now_ms : Date.parse(ended_at);
  return elapsedWords(end_ms - Date.parse(began_at), t);
}

function clock(at: string): string {
  return at.replace('T', ' ').slice(0, 19);
}
