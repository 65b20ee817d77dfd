import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quote } from '../quote.ts';
import { tryLine } from './proof.ts';
import type { Proof, ProofPlace } from './proof.ts';

/** A run tries to write beside its folder, and into it. */
export async function proveWrites(place: ProofPlace): Promise<Proof> {
  const outside = join(place.outside, 'written');
  const inside = join(place.inside, 'written');
  await tryLine(place, `echo x > ${quote(outside)}; echo x > ${quote(inside)}`);
  const [left, wrote] = [existsSync(outside), existsSync(inside)];
  await Promise.all([outside, inside].map((path) => rm(path, { force: true })));
  const detail = !wrote
    ? 'A run could not even write into its own folder.'
    : left
      ? 'A run could write a file outside its folder. Files are safe only because runs work on a copy.'
      : 'A write outside the run’s folder failed; one inside went through.';
  return { property: 'write_outside_fails', held: wrote && !left, detail };
}
