import type { AppDeps } from '../deps.ts';

const AT_ONCE = 100;

/**
 * What is no artifact and is kept as long as one: what models were to be sent, what tasks asked for and were answered. Receipts and the
 * ledger stay. Also answers that nobody may ask for again. How many.
 */
export function sweepKept({ store, clock, policy }: Pick<AppDeps, 'store' | 'clock' | 'policy'>): Promise<number> {
  const now = clock.now();
  const before = new Date(now.getTime() - policy.artifact_lifetime_ms);
  return store.transaction(async (tx) => {
    const calls = await tx.model_calls.expire(before, now, AT_ONCE);
    const tasks = await tx.tasks.expire(before, now, AT_ONCE);
    return calls + tasks + (await tx.kept_answers.forget(now, AT_ONCE));
  });
}
