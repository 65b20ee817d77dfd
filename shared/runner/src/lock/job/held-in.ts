import type { Bench } from '../../run/bench.ts';
import type { Confinement } from '../../sandbox/confinement.ts';
import { findConfinement } from '../../sandbox/find-confinement.ts';

/**
 * What calls with made-up inputs, and code with faults in it, are held in by: either may write or send what nobody meant. Null where
 * this machine cannot hold them; then neither is run. `own`: what the job's runs are held in by anyway.
 */
export async function confinementForCalls(own?: Confinement): Promise<Confinement | null> {
  const confinement = own ?? (await findConfinement());
  return confinement.level === 'limits' ? null : confinement;
}

export const CANNOT_HOLD =
  'This machine cannot hold test runs in, and calls with made-up inputs are not made without that; `iama doctor` shows what holds here.';

/** A bench whose runs write to its folder only and reach no network. */
export function heldIn(bench: Bench, confinement: Confinement): Bench {
  return {
    ...bench,
    run: (discovered, options) => bench.run(discovered, { ...options, confinement }),
    warm: (discovered, options) => bench.warm(discovered, { ...options, confinement }),
  };
}
