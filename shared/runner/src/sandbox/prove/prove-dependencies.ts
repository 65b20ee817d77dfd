import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quote } from '../quote.ts';
import { tryLine } from './proof.ts';
import type { Proof, ProofPlace } from './proof.ts';

/** A run tries to read and to change what its copy links to, as it does to installed packages. */
export async function proveDependencies(place: ProofPlace): Promise<Proof> {
  const packages = join(place.outside, 'node_modules');
  const [there, added] = [join(packages, 'there.txt'), join(packages, 'added.txt')];
  await mkdir(packages);
  await writeFile(there, 'can be read');
  const line = `cat ${quote(there)}; echo x > ${quote(added)}`;
  const { stdout } = await tryLine(place, line, { readable: [packages] });
  const [read, changed] = [stdout.includes('can be read'), existsSync(added)];
  await rm(packages, { recursive: true });
  const detail = !read
    ? 'A run could not read what its copy links to.'
    : changed
      ? 'A run could change what its copy links to: your installed packages.'
      : 'A run reads what its copy links to, and cannot change it.';
  return { property: 'dependencies_are_read_only', held: read && !changed, detail };
}
