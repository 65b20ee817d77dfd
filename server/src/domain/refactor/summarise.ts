import type { JobState } from '@iama/contracts/job/state';
import { countOf } from '../text/count-of.ts';
import { nameSome } from '../text/name-some.ts';
import { blackBoxWords } from './black-box.ts';
import type { RefactorContext } from './context.ts';
import { timedOut, timeWords } from './time-outs.ts';
import { weakWords } from './weak-words.ts';

/** The one sentence of a `completion` event: where the job came to rest, and what that means. */
export function summarise(state: JobState, context: RefactorContext): string {
  if (context.failure !== null && hasFailed(state)) return `${context.failure.title}. ${context.failure.detail}`;
  switch (state) {
    case 'WAITING_STRATEGY':
      return `${countOf(context.selectable.length, 'plan')} can be chosen; choose one.`;
    case 'WAITING_SPEC_APPROVAL':
      if (context.black_box && !context.black_box.is_accepted)
        return `${blackBoxWords(context.black_box)} Read both lists, and approve the specification with them to go on.`;
      if (context.weak_lock)
        return `${weakWords(context.weak_lock)} Write tests, make the specification smaller, or approve it once more to go on all the same.`;
      return `Revision ${context.spec_revision} of the specification is ready: it covers ${countOf(context.allowed_files.length, 'file')}. Read it and approve it.`;
    case 'WAITING_INTERVENTION':
      if (timedOut(context).length > 0 && !context.repairs_time_outs) return timeWords(context, timedOut(context));
      return `${countOf(context.attempts.length, 'attempt')} made, and the same tests keep failing${failing(context)}. Decide how to go on.`;
    case 'WAITING_ESCALATION_DECISION':
      return `The repair needs a stronger step${failing(context)}. Agree to it, or stop the repair.`;
    case 'DELIVERED':
      return delivered(context);
    default:
      return `The job is in ${state}.`;
  }
}

function hasFailed(state: JobState): boolean {
  return state === 'FAILED' || state === 'FALLBACK_REQUIRED' || state === 'BASELINE_VALIDATION_FAILED';
}

function delivered(context: RefactorContext): string {
  const last = context.attempts.at(-1);
  if (last === undefined) return 'The diff is ready.';
  const size = `+${last.lines_added} −${last.lines_removed}`;
  const left_out = last.excluded.length === 0 ? '' : ` ${countOf(last.excluded.length, 'finding')} left out.`;
  const quarantined =
    context.quarantined.length === 0 ? '' : ` ${countOf(context.quarantined.length, 'test')} not compared.`;
  const proof =
    last.verdict === 'verified'
      ? `Every test that passed before passes with it (attempt ${last.number}).`
      : 'No test stands behind it.';
  return `The diff is ready (${size}). ${proof}${left_out}${quarantined}`;
}

function failing(context: RefactorContext): string {
  const failed = context.attempts.at(-1)?.failed_tests ?? [];
  return failed.length === 0 ? '' : ` (${nameSome(failed)})`;
}
