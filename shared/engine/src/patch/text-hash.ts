import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Sha256 } from '@iama/contracts/primitives';

/**
 * The bytes that a file with this decoded text has on disk. The engine sees decoded text with the BOM stripped; who read
 * the file knows its BOM and encoding and puts them back here, so that hashes are those of real bytes. A file keeps its
 * encoding through a change, so the same function serves base and result. For a rename, `path` is the old path.
 */
export type EncodeText = (path: string, text: string) => Uint8Array;

/** UTF-8 without BOM: right for every file unless the reader knows better. */
export const encodeUtf8: EncodeText = (_path, text) => utf8ToBytes(text);

/** SHA-256 over the bytes that `text` has at `path`, in lower-case hexadecimal. */
export function hashText(path: string, text: string, encode: EncodeText): Sha256 {
  return bytesToHex(sha256(encode(path, text)));
}
