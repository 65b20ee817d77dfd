import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExecutionMode } from '@iama/contracts/job/job';
import { makeRunFolder } from '../run/run-folder.ts';
import type { Confinement } from './confinement.ts';
import { findConfinement } from './find-confinement.ts';
import { noteContainers } from './docker/remove-containers.ts';
import { findDocker } from './find-docker.ts';
import type { DockerEngine } from './find-docker.ts';
import { proveEnvironment, proveMemory, proveOutput } from './prove/prove-limits.ts';
import { proveDependencies } from './prove/prove-dependencies.ts';
import { proveNetwork } from './prove/prove-network.ts';
import type { Proof } from './prove/proof.ts';
import { proveTree } from './prove/prove-tree.ts';
import { proveWrites } from './prove/prove-writes.ts';

export interface SandboxReport {
  /** What was tried. The other one is told about, and never swapped in or out silently. */
  readonly mode: ExecutionMode;
  readonly confinement: Confinement;
  readonly docker: DockerEngine;
  readonly proofs: readonly Proof[];
}

/** Try every property of the sandbox on this machine, one after another. Nothing stays behind. */
export async function proveSandbox(
  progress: (line: string) => void,
  confinement?: Confinement,
): Promise<SandboxReport> {
  const folder = await makeRunFolder();
  try {
    const place = {
      confinement: confinement ?? (await findConfinement()),
      inside: join(folder.path, 'inside'),
      outside: join(folder.path, 'outside'),
      mark: folder.mark,
    };
    await noteContainers(folder.path, place.confinement);
    await mkdir(place.inside);
    await mkdir(place.outside);
    const proofs: Proof[] = [];
    for (const prove of [
      proveWrites,
      proveDependencies,
      proveNetwork,
      proveTree,
      proveMemory,
      proveEnvironment,
      proveOutput,
    ]) {
      progress(`Trying: ${prove.name.replace('prove', '').toLowerCase()}`);
      proofs.push(await prove(place));
    }
    const mode = place.confinement.level === 'container' ? 'LOCAL_DOCKER' : 'LOCAL_NATIVE';
    return { mode, confinement: place.confinement, docker: await findDocker(), proofs };
  } finally {
    await folder.remove();
  }
}
