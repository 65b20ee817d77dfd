import { readFile } from 'node:fs/promises';
import type { Figure } from '../bench-engine/figure.ts';
import { counted } from './counted.ts';

const LIMIT_MB = 3;

/** The package without the parsers' binaries, compressed as it is: a VSIX is a zip. */
export async function measureSize(vsix: string): Promise<readonly Figure[]> {
  const zip = await readFile(vsix);
  const entries = entriesOf(zip);
  const binaries = entries.filter(({ path }) => /\.(node|so)$/.test(path));
  const size = zip.length - binaries.reduce((all, each) => all + each.compressed, 0);
  return [
    counted("VSIX without the parsers' binaries", size / 1e6, LIMIT_MB, 'MB', {
      samples: entries.length,
      detail: `files of it; ${(zip.length / 1e6).toFixed(2)} MB with ${binaries.length} binaries`,
    }),
  ];
}

/** The central directory at the end of a zip: sizes in bytes. */
function entriesOf(zip: Buffer): readonly { readonly path: string; readonly compressed: number }[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new Error('This is no VSIX.');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    const compressed = zip.readUInt32LE(at + 20);
    const name_length = zip.readUInt16LE(at + 28);
    const path = zip.toString('utf8', at + 46, at + 46 + name_length);
    at += 46 + name_length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return { path, compressed };
  });
}
