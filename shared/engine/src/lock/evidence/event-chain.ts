import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.ts';

/** Something that happened, bound to all that happened before: `hash` covers the event and `previous`. */
export interface ChainedEvent {
  /** From 1, without gaps. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly type: string;
  readonly data: unknown;
  readonly previous: string;
  readonly hash: string;
}

export type BareEvent = Pick<ChainedEvent, 'at' | 'type' | 'data'>;

const BEGINNING = '0'.repeat(64);

/** Bind events in their order. Pure. */
export function chainEvents(events: readonly BareEvent[]): readonly ChainedEvent[] {
  let previous = BEGINNING;
  return events.map(({ at, type, data }, index) => {
    const hash = hashOf({ seq: index + 1, at, type, data, previous });
    const chained = { seq: index + 1, at, type, data, previous, hash };
    previous = hash;
    return chained;
  });
}

/** The first event at which the chain does not hold, by position; null when it holds. Pure. */
export function findBreak(events: readonly ChainedEvent[]): number | null {
  let previous = BEGINNING;
  for (const [index, event] of events.entries()) {
    const { hash, ...rest } = event;
    if (event.seq !== index + 1 || event.previous !== previous || hashOf(rest) !== hash) return index;
    previous = hash;
  }
  return null;
}

function hashOf(event: Omit<ChainedEvent, 'hash'>): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(event))));
}
