import type { AppDeps } from '../deps.ts';

const AT_ONCE = 100;

/** Bodies whose time is up, of jobs that have ended: the rows stay and say that they are gone. How many. */
export function sweepArtifacts({ store, clock }: AppDeps): Promise<number> {
  const now = clock.now();
  return store.transaction((tx) => tx.artifacts.expire(now, AT_ONCE));
}
