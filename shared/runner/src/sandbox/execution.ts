import type { ExecutionMode } from '@iama/contracts/job/job';
import type { TestFramework } from '@iama/contracts/test-run/suite';
import type { ContainerConfinement } from './confinement.ts';
import { findContainer } from './docker/find-container.ts';

/** Where a job's tests run: what the person chose, and never anything else. */
export interface Execution {
  readonly mode: ExecutionMode;
  /** For LOCAL_DOCKER: the image of every run; null for the default one of each language. */
  readonly docker_image: string | null;
}

export const ON_THIS_MACHINE: Execution = { mode: 'LOCAL_NATIVE', docker_image: null };

/**
 * What holds all runs of an execution in; undefined where they run as any program of the person does.
 * Throws DOCKER_UNAVAILABLE, DOCKER_IMAGE_MISSING.
 */
export async function confinementOf(
  { mode, docker_image: image }: Execution,
  frameworks: readonly TestFramework[],
): Promise<ContainerConfinement | undefined> {
  return mode === 'LOCAL_DOCKER' ? await findContainer({ image, frameworks }) : undefined;
}
