import { CHUNK_BYTES, MANIFEST, SEAL, chunkHash, decode, describe, encode } from './bundle-manifest.ts';
import type { BundleFiles, Manifest, ManifestFile } from './bundle-manifest.ts';
import { findBreak } from './event-chain.ts';
import type { ChainedEvent } from './event-chain.ts';

/**
 * What is wrong with a bundle. `offset` is the first byte that differs where it is known exactly, else the start of the 64
 * bytes it is in; `was` is the byte that stood there, when exactly one was changed.
 */
export interface BundleFinding {
  readonly path: string;
  readonly problem: 'missing' | 'added' | 'changed' | 'unreadable' | 'chain_broken';
  readonly offset: number | null;
  readonly was: number | null;
  readonly detail: string;
}

/** Compare every byte of a bundle with what its manifest says, and its events with their chain. Empty: intact. Pure. */
export function verifyBundle(files: BundleFiles): readonly BundleFinding[] {
  const manifestBytes = files.get(MANIFEST);
  const sealBytes = files.get(SEAL);
  if (!manifestBytes) return [finding(MANIFEST, 'missing', 'Without it nothing can be compared.')];
  if (!sealBytes) return [finding(SEAL, 'missing', 'Without it the manifest cannot be compared.')];
  const sealed = parse(sealBytes)?.files.find(({ path }) => path === MANIFEST);
  const expectedSeal = encode({ schema_version: 1, files: [describe(MANIFEST, manifestBytes)] });
  if (!sameBytes(expectedSeal, sealBytes)) {
    // One of the two was changed. A manifest that is written as we write it and agrees with every file is the sound one.
    const manifest = parse(manifestBytes);
    if (manifest && sameBytes(manifestOf(files, manifest), manifestBytes))
      return [changed(SEAL, firstDifference(expectedSeal, sealBytes), expectedSeal)];
    return sealed ? compareFile(sealed, manifestBytes) : [finding(SEAL, 'unreadable', 'It cannot be read.')];
  }
  const manifest = parse(manifestBytes);
  if (!manifest) return [finding(MANIFEST, 'unreadable', 'It is no manifest.')];
  const found = compareFiles(files, manifest);
  return found.length > 0 ? found : chainFindings(files);
}

/** What the manifest would be, of the files that it names. */
function manifestOf(files: BundleFiles, { files: listed }: Manifest): Uint8Array {
  const described = listed.map(({ path }) => describe(path, files.get(path) ?? new Uint8Array()));
  return encode({ schema_version: 1, files: described });
}

function compareFiles(files: BundleFiles, manifest: Manifest): readonly BundleFinding[] {
  const listed = new Set([MANIFEST, SEAL, ...manifest.files.map(({ path }) => path)]);
  const added = [...files.keys()].filter((path) => !listed.has(path));
  return [
    ...manifest.files.flatMap((file) => {
      const bytes = files.get(file.path);
      return bytes ? compareFile(file, bytes) : [finding(file.path, 'missing', 'The manifest names it.')];
    }),
    ...added.map((path) => finding(path, 'added', 'The manifest does not name it.')),
  ];
}

function compareFile(file: ManifestFile, bytes: Uint8Array): readonly BundleFinding[] {
  const now = describe(file.path, bytes);
  if (now.sha256 === file.sha256 && now.bytes === file.bytes) return [];
  const at = Math.max(now.chunks.length, file.chunks.length);
  const chunk = Array.from({ length: at }, (_, index) => index).find(
    (index) => now.chunks[index] !== file.chunks[index],
  );
  if (chunk === undefined) return [finding(file.path, 'changed', 'Its hash differs.')];
  const start = chunk * CHUNK_BYTES;
  const single = restoreByte(bytes.slice(start, start + CHUNK_BYTES), file.chunks[chunk] ?? '');
  if (single === null) {
    const detail = `It differs from byte ${start} on (${now.bytes} bytes; it had ${file.bytes}).`;
    return [{ ...finding(file.path, 'changed', detail), offset: start }];
  }
  const offset = start + single.at;
  const detail = `Byte ${offset} is ${hex(bytes[offset] ?? 0)} and was ${hex(single.was)}.`;
  return [{ ...finding(file.path, 'changed', detail), offset, was: single.was }];
}

/** The one byte whose change explains the hash: 64 places and 255 values are tried. */
function restoreByte(chunk: Uint8Array, hash: string): { readonly at: number; readonly was: number } | null {
  for (let at = 0; at < chunk.length; at += 1) {
    const now = chunk[at] ?? 0;
    for (let was = 0; was < 256; was += 1) {
      if (was === now) continue;
      chunk[at] = was;
      if (chunkHash(chunk) === hash) return { at, was };
    }
    chunk[at] = now;
  }
  return null;
}

function chainFindings(files: BundleFiles): readonly BundleFinding[] {
  const path = 'evidence.json';
  const bytes = files.get(path);
  if (!bytes) return [finding(path, 'missing', 'A bundle is about its evidence.')];
  try {
    const { events } = JSON.parse(decode(bytes)) as { events: readonly ChainedEvent[] };
    const at = findBreak(events);
    return at === null ? [] : [finding(path, 'chain_broken', `The chain does not hold at event ${at + 1}.`)];
  } catch {
    return [finding(path, 'unreadable', 'It is no evidence.')];
  }
}

function parse(bytes: Uint8Array): Manifest | null {
  try {
    const value = JSON.parse(decode(bytes)) as Manifest;
    return Array.isArray(value.files) && value.files.every(({ chunks }) => Array.isArray(chunks)) ? value : null;
  } catch {
    return null;
  }
}

function changed(path: string, offset: number, expected: Uint8Array): BundleFinding {
  const was = expected[offset] ?? null;
  return { ...finding(path, 'changed', `Byte ${offset} was changed.`), offset, was };
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((each, index) => each !== b[index]);
  return at === -1 ? a.length : at;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

function finding(path: string, problem: BundleFinding['problem'], detail: string): BundleFinding {
  return { path, problem, offset: null, was: null, detail };
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}
