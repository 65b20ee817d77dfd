import type { AppDeps } from '../deps.ts';

const PREFIXES = 256;

/** So often a part of the store is looked through: all of it in a little more than four hours. */
export const CONTENTS_SWEEP_MS = 60_000;

/** Contents that no row holds any more, or that a process which was killed never wrote a row for. One part of the store. How many. */
export async function sweepContents(deps: AppDeps): Promise<number> {
  const part = Math.floor(deps.clock.now().getTime() / CONTENTS_SWEEP_MS) % PREFIXES;
  return await sweepPart(deps, part.toString(16).padStart(2, '0'));
}

export async function sweepPart(
  { store, contents }: Pick<AppDeps, 'store' | 'contents'>,
  prefix: string,
): Promise<number> {
  let removed = 0;
  for (const sha256 of await contents.list(prefix)) {
    // One transaction each: its lock keeps out whoever is about to write a row for the same bytes.
    const gone = await store.transaction((tx) => tx.artifacts.releaseContent(sha256, () => contents.remove(sha256)));
    if (gone) removed += 1;
  }
  return removed;
}
