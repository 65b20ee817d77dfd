import { availableParallelism } from 'node:os';
import type { TestFramework } from '@iama/contracts/test-run/suite';
import { RunnerError } from '../../errors/runner-error.ts';
import { findProgram } from '../../run/find-program.ts';
import { withoutPackageBins } from '../../run/test-environment.ts';
import { MEMORY_KIB } from '../confinement.ts';
import type { ContainerConfinement } from '../confinement.ts';
import { findDocker } from '../find-docker.ts';
import { askDocker } from './ask-docker.ts';
import { imageOf, imagesFor } from './images.ts';

export interface ContainerWish {
  /** For everything; null: the default image of each language. */
  readonly image: string | null;
  /** What shall run in it: the images of all of these have to be there. */
  readonly frameworks: readonly TestFramework[];
  readonly path?: string | undefined;
}

/**
 * A container to hold runs in, found by asking the engine. Never another way to run instead, and nothing is pulled.
 * Throws DOCKER_UNAVAILABLE, DOCKER_IMAGE_MISSING.
 */
export async function findContainer(wish: ContainerWish): Promise<ContainerConfinement> {
  const { image, frameworks, path = process.env['PATH'] ?? '' } = wish;
  if (process.platform === 'win32') throw unavailable('Folders of Windows have other names in a container.');
  const own = withoutPackageBins(path);
  const program = findProgram('docker', own);
  const engine = await findDocker(own);
  if (program === null || !engine.available) throw unavailable(engine.reason ?? 'There is no docker on PATH.');
  const { cpus, memory_kib, is_rootless } = await resourcesOf(program);
  const images = imagesFor(image);
  for (const each of new Set(frameworks.map((framework) => imageOf(images, framework)))) {
    const { ok } = await askDocker(program, ['image', 'inspect', '--format', '{{.Id}}', each]);
    if (!ok) throw missing(each);
  }
  return { level: 'container', memory_kib, cpus, program, images, is_rootless };
}

async function resourcesOf(
  program: string,
): Promise<Pick<ContainerConfinement, 'cpus' | 'memory_kib' | 'is_rootless'>> {
  const format = '{{.NCPU}} {{.MemTotal}} {{json .SecurityOptions}}';
  const { stdout } = await askDocker(program, ['info', '--format', format]);
  const [, cpus = '', memory = '', options = ''] = /^(\d+) (\d+) (.*)/.exec(stdout) ?? [];
  return {
    cpus: Math.min(availableParallelism(), Number(cpus) || 1),
    memory_kib: Math.min(MEMORY_KIB, Math.floor(Number(memory) / 1024) || MEMORY_KIB),
    is_rootless: options.includes('name=rootless'),
  };
}

function unavailable(reason: string): RunnerError {
  return new RunnerError(
    'DOCKER_UNAVAILABLE',
    `Tests shall run in a container (LOCAL_DOCKER), and no Docker engine can be used here. ${reason}`,
    'Start the engine and do it again, or choose LOCAL_NATIVE. `iama doctor` shows what holds here.',
  );
}

function missing(image: string): RunnerError {
  return new RunnerError(
    'DOCKER_IMAGE_MISSING',
    `The image ${image}, which tests shall run in, is not on this machine.`,
    `Fetch it with \`docker pull ${image}\`, or name one that you have: --docker-image, or the setting iama.docker.image.`,
  );
}
