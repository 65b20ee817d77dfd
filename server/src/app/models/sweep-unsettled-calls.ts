import type { ModelDeps } from './model-deps.ts';
import { settleCall } from './settle-call.ts';

const AT_ONCE = 100;

/**
 * Settles calls whose process died with them. What such a call used is not known, so the ledger says the most that it can
 * have been, and that it is a guess. How many were settled.
 */
export async function sweepUnsettledCalls(
  deps: Pick<ModelDeps, 'store' | 'clock' | 'ids' | 'digest'>,
): Promise<number> {
  let settled = 0;
  for (const call_id of await deps.store.read.model_calls.overdue(deps.clock.now(), AT_ONCE)) {
    if (await settleCall(deps, call_id, null)) settled += 1;
  }
  return settled;
}
