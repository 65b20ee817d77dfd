import { randomBytes } from 'node:crypto';
import { secretGate } from '@iama/engine/secrets/secret-gate';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';

/** For what is shown and never restored: its placeholders are under a key that nobody keeps. */
export function throwawayGate(): SecretGate {
  return secretGate(randomBytes(32));
}
