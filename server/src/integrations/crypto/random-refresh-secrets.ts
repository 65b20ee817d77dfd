import { createHash, randomBytes } from 'node:crypto';
import type { RefreshSecrets } from '../../app/ports/refresh-secrets.ts';

export const randomRefreshSecrets: RefreshSecrets = {
  next: () => randomBytes(32).toString('base64url'),
  // A plain digest will do: there are 256 random bits behind it, nothing to guess.
  hash: (token) => createHash('sha256').update(token).digest('hex'),
};
