import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** One file of a bundle. `chunks` are the first 8 bytes of the SHA-256 of each CHUNK_BYTES, as hex: they tell where it changed. */
export interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly chunks: readonly string[];
}

export interface Manifest {
  readonly schema_version: 1;
  readonly files: readonly ManifestFile[];
}

export type BundleFiles = ReadonlyMap<string, Uint8Array>;

export const MANIFEST = 'manifest.json';
/** Describes the manifest, as the manifest describes the rest. */
export const SEAL = 'manifest.seal';
export const CHUNK_BYTES = 64;

/** The bundle with its manifest and seal. Pure. */
export function sealBundle(files: BundleFiles): BundleFiles {
  const manifest = encode({ schema_version: 1, files: [...files].map(([path, bytes]) => describe(path, bytes)) });
  const seal = encode({ schema_version: 1, files: [describe(MANIFEST, manifest)] });
  return new Map([...files, [MANIFEST, manifest], [SEAL, seal]]);
}

export function describe(path: string, bytes: Uint8Array): ManifestFile {
  const chunks: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) chunks.push(chunkHash(bytes.subarray(at, at + CHUNK_BYTES)));
  return { path, bytes: bytes.length, sha256: bytesToHex(sha256(bytes)), chunks };
}

export function chunkHash(chunk: Uint8Array): string {
  return bytesToHex(sha256(chunk)).slice(0, 16);
}

export function encode(manifest: Manifest): Uint8Array {
  return utf8ToBytes(`${JSON.stringify(manifest, null, 1)}\n`);
}

/** The text of UTF-8 bytes. Throws for bytes that are none. */
export function decode(bytes: Uint8Array): string {
  return decodeURIComponent(bytesToHex(bytes).replaceAll(/../g, '%$&'));
}
