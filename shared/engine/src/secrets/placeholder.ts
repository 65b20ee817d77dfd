import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Any placeholder of ours, whoever made it; group 1 is its mark. Reads like a name, so that it can stand in code, in a string and in an URL. */
export const PLACEHOLDER = /IAMA_SECRET_[A-Z0-9]+(?:_[A-Z0-9]+)*?_([A-Z2-7]{12})/g;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LENGTH = 12;

/** What stands for a secret of a type. `mark` is its `markOf`. */
export function placeholderOf(type: string, mark: string): string {
  return `IAMA_SECRET_${type}_${mark}`;
}

/**
 * Twelve letters for a secret: the same for the same secret and key, wherever and whenever it is masked. Who does not have the
 * key (random bytes that never leave the machine) learns nothing from it, also of a short password.
 */
export function markOf(secret: string, key: Uint8Array): string {
  const digest = hmac(sha256, key, utf8ToBytes(secret));
  return Array.from(digest.subarray(0, LENGTH), (byte) => LETTERS[byte & 31]).join('');
}
