import { createHash } from 'node:crypto';

export function isContentOf(sha256: string, bytes: Uint8Array): boolean {
  return createHash('sha256').update(bytes).digest('hex') === sha256;
}
