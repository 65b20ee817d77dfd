import type { ExecutionMode } from '@iama/contracts/job/job';
import type { TestFramework } from '@iama/contracts/test-run/suite';
import type { Confinement } from './confinement.ts';
import { findContainer } from './docker/find-container.ts';
import { findConfinement } from './find-confinement.ts';

/** Where a job's tests run: what the person chose, and never anything else. */
export interface Execution {
  readonly mode: ExecutionMode;
  /** For LOCAL_DOCKER: the image of every run; null for the default one of each language. */
  readonly docker_image: string | null;
  /** For LOCAL_NATIVE: the tests may use the network and write wherever the person may. */
  readonly unconfined: boolean;
}

export const ON_THIS_MACHINE: Execution = { mode: 'LOCAL_NATIVE', docker_image: null, unconfined: false };
/** As a person starts their tests themselves. */
export const AS_THE_PERSON: Execution = { ...ON_THIS_MACHINE, unconfined: true };

/**
 * What holds all runs of an execution in; undefined where they run as any program of the person does. On this machine it is the
 * strongest that the machine really gives. Throws DOCKER_UNAVAILABLE, DOCKER_IMAGE_MISSING.
 */
export async function confinementOf(
  { mode, docker_image: image, unconfined }: Execution,
  frameworks: readonly TestFramework[],
): Promise<Confinement | undefined> {
  if (mode === 'LOCAL_DOCKER') return await findContainer({ image, frameworks });
  return unconfined ? undefined : await findConfinement();
}
