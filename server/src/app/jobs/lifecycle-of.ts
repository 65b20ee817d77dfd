import type { JobKind } from '@iama/contracts/job/state';
import type { Lifecycle, Snapshot } from '../../domain/job/lifecycle.ts';
import type { RefactorContext, RefactorInput } from '../../domain/refactor/context.ts';
import type { RefactorEvent } from '../../domain/refactor/events.ts';
import { refactorLifecycle } from '../../domain/refactor/refactor-lifecycle.ts';
import type { JobRecord } from '../ports/job-store.ts';

/** The statechart of a kind of job. */
export function lifecycleOf(kind: JobKind): Lifecycle<RefactorInput, RefactorContext, RefactorEvent> {
  if (kind === 'refactor') return refactorLifecycle;
  throw new Error(`There is no statechart for ${kind}`);
}

export function snapshotOf(job: JobRecord): Snapshot<RefactorContext> {
  // Written by `advance` from the statechart's own snapshot, and by nobody else.
  return { state_path: job.state_path, context: job.context as RefactorContext };
}
