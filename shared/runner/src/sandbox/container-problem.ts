import type { TestSuite } from '@iama/contracts/test-run/suite';
import { RunnerError } from '../errors/runner-error.ts';
import { confinementOf } from './execution.ts';
import type { Execution } from './execution.ts';

/** Why an execution cannot be had for these suites. */
export interface ContainerProblem {
  readonly code: 'DOCKER_UNAVAILABLE' | 'DOCKER_IMAGE_MISSING';
  readonly message: string;
  readonly next: string;
}

/** Null where it can. */
export async function containerProblem(
  execution: Execution,
  suites: readonly TestSuite[],
): Promise<ContainerProblem | null> {
  try {
    await confinementOf(
      execution,
      suites.map(({ framework }) => framework),
    );
    return null;
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error;
    const { code, message, next } = error;
    if (code !== 'DOCKER_UNAVAILABLE' && code !== 'DOCKER_IMAGE_MISSING') throw error;
    return { code, message, next };
  }
}
