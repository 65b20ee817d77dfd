import type { JobCommand } from '@iama/contracts/job/state';
import type { RefactorContext } from './context.ts';
import type { RefactorCommand, SpecFacts } from './events.ts';

/** The command as a person would send it here and now: what the statechart accepts of these is what may be done. */
export function probeCommand(type: JobCommand, context: RefactorContext): RefactorCommand {
  switch (type) {
    case 'select_proposal':
      return { type, level: context.selectable[0] ?? 'CONSERVATIVE', ...probeSpec(1) };
    case 'approve_spec':
      return {
        type,
        revision: context.spec_revision,
        ...(context.black_box && { accept_black_box: context.black_box.baseline_run_id }),
      };
    case 'edit_spec':
    case 'revise_spec':
      return { type, ...probeSpec(context.spec_revision + 1) };
    case 'quarantine_tests':
      return { type, test_ids: [NOT_YET_QUARANTINED] };
    case 'increase_timeout':
      return { type, test_timeout_ms: context.test_timeout_ms + 1 };
    case 'deep_fix':
      return { type, confirmed: true };
    case 'request_changes':
      return { type, review_artifact_id: '', rejected: [{ finding_id: '', reason: '' }] };
    case 'apply_delivery':
      return { type, scope: 'all' };
    default:
      return { type };
  }
}

/** No test id looks like this, so it is never among those left out already. */
const NOT_YET_QUARANTINED = '\0';

function probeSpec(revision: number): SpecFacts {
  return { spec_artifact_id: '', revision, allowed_files: [] };
}
