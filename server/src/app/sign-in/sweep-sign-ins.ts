import type { AppDeps } from '../deps.ts';

/** So long a code that comes a second time is known, and what was made from it revoked. */
const KEPT_MS = 24 * 3_600_000;

/** Deletes hand-offs and device codes that expired a day ago. How many. */
export function sweepSignIns({ store, clock }: AppDeps): Promise<number> {
  const expired_before = new Date(clock.now().getTime() - KEPT_MS);
  return store.transaction(
    async (tx) => (await tx.handoffs.forget(expired_before)) + (await tx.device_grants.forget(expired_before)),
  );
}
