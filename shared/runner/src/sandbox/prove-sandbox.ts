import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeRunFolder } from '../run/run-folder.ts';
import type { Confinement } from './confinement.ts';
import { findConfinement } from './find-confinement.ts';
import { findDocker } from './find-docker.ts';
import type { DockerEngine } from './find-docker.ts';
import { proveEnvironment, proveMemory, proveOutput } from './prove/prove-limits.ts';
import { proveNetwork } from './prove/prove-network.ts';
import type { Proof } from './prove/proof.ts';
import { proveTree } from './prove/prove-tree.ts';
import { proveWrites } from './prove/prove-writes.ts';

export interface SandboxReport {
  /** What runs use on this machine. LOCAL_DOCKER is told about, and never swapped in or out silently. */
  readonly mode: 'LOCAL_NATIVE';
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
    await mkdir(place.inside);
    await mkdir(place.outside);
    const proofs: Proof[] = [];
    for (const prove of [proveWrites, proveNetwork, proveTree, proveMemory, proveEnvironment, proveOutput]) {
      progress(`Trying: ${prove.name.replace('prove', '').toLowerCase()}`);
      proofs.push(await prove(place));
    }
    return { mode: 'LOCAL_NATIVE', confinement: place.confinement, docker: await findDocker(), proofs };
  } finally {
    await folder.remove();
  }
}
