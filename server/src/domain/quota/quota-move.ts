import type { JobState } from '@iama/contracts/job/state';

/** States in which a job holds nothing: it has not begun, or has come to an end. */
const AT_REST: ReadonlySet<JobState> = new Set<JobState>(['PENDING', 'DELIVERED', 'FALLBACK_REQUIRED', 'FAILED']);

/** From these on a job is billed also if its person breaks it off. */
const BILLED_WORK: ReadonlySet<JobState> = new Set<JobState>([
  'GENERATING_TESTS',
  'BASELINE_VALIDATION',
  'REFACTORING',
  'SELF_HEALING',
  'DEEP_FIX_ACTIVE',
]);

export interface QuotaMove {
  /** `reserve`: the job begins, or begins again. `settle`: it has come to an end. */
  readonly move: 'reserve' | 'settle' | null;
  readonly checkpoint: boolean;
}

/** Begun, and not ended yet. */
export function isUnderWay(state: JobState): boolean {
  return !AT_REST.has(state);
}

/** What a change of state means for what the job has set aside. */
export function quotaMove(from: JobState, to: JobState): QuotaMove {
  const [rested, rests] = [AT_REST.has(from), AT_REST.has(to)];
  const move = rested === rests ? null : rests ? 'settle' : 'reserve';
  return { move, checkpoint: BILLED_WORK.has(to) && !BILLED_WORK.has(from) };
}
