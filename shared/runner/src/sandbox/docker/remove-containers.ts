import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Confinement } from '../confinement.ts';
import { askDocker } from './ask-docker.ts';
import { RUN_LABEL } from './container-line.ts';

/** In a run's folder: which docker program its containers are known to. */
const NOTE = 'docker-program';

/** Write down, before the first of them is made, that a run has containers: a crash must not leave them running. */
export async function noteContainers(run_folder: string, confinement: Confinement | undefined): Promise<void> {
  if (confinement?.level === 'container') await writeFile(join(run_folder, NOTE), confinement.program);
}

/** End the containers of a run that crashed, if it had any. */
export async function removeContainersOf(run_folder: string, run_id: string): Promise<void> {
  const program = await readFile(join(run_folder, NOTE), 'utf8').catch(() => null);
  if (program === null) return;
  const { stdout } = await askDocker(program, ['ps', '--all', '--quiet', '--filter', `label=${RUN_LABEL}=${run_id}`]);
  const ids = stdout.split('\n').filter(Boolean);
  if (ids.length > 0) await askDocker(program, ['rm', '--force', ...ids]);
}

/** End a container with everything in it. That there is none is as good. */
export async function removeContainer(program: string, name: string): Promise<void> {
  await askDocker(program, ['rm', '--force', name]);
}
