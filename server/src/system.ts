import { createHash, randomFillSync } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Clock } from './app/ports/clock.ts';
import type { Digest } from './app/ports/digest.ts';
import type { Ids } from './app/ports/ids.ts';

/** The machine's own clock, dice and hash function. */
export const systemClock: Clock = { now: () => new Date() };

export const systemDigest: Digest = { sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex') };

/** UUID version 7: 48 bits of milliseconds, then chance. */
export const systemIds: Ids = {
  next() {
    const bytes = randomFillSync(Buffer.alloc(16));
    bytes.writeUIntBE(Date.now(), 0, 6);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    const hex = bytes.toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  },
};

export async function systemPause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
