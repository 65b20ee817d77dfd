import type { KnownSecrets } from './known-secrets.ts';
import type { Detector } from './secret.ts';

/** Less of a secret would be found in innocent words. */
const LEAST_FRAGMENT = 8;
/** Messages quote a line of code up to here. */
const MOST_FRAGMENT = 100;

/** Finds secrets by value, also where a message quotes one and cuts it short. */
export function findKnownSecrets(known: KnownSecrets): Detector {
  if (known.size === 0) return () => [];
  const byHead = new Map<string, string[]>();
  for (const secret of known.keys()) {
    const head = secret.slice(0, LEAST_FRAGMENT);
    byHead.set(head, [...(byHead.get(head) ?? []), secret]);
  }
  const pattern = new RegExp([...byHead.keys()].map(escaped).join('|'), 'g');
  return function* findKnown(text) {
    pattern.lastIndex = 0;
    for (let hit = pattern.exec(text); hit !== null; hit = pattern.exec(text)) {
      const [secret, length] = longest(text, hit.index, byHead.get(hit[0]) ?? []);
      if (length < secret.length && !isTelling(text.slice(hit.index, hit.index + length))) continue;
      yield { start: hit.index, end: hit.index + length, type: known.get(secret) ?? 'SECRET' };
      pattern.lastIndex = hit.index + length;
    }
  };
}

/** All that `findKnownSecrets` may find of secrets that are cut short. */
export function* fragmentsOf(known: KnownSecrets): Iterable<string> {
  for (const secret of known.keys()) {
    for (let length = LEAST_FRAGMENT; length < Math.min(secret.length, MOST_FRAGMENT); length += 1) {
      yield secret.slice(0, length);
    }
  }
}

/** Whose beginning stands there for the longest way. */
function longest(text: string, at: number, secrets: readonly string[]): readonly [secret: string, length: number] {
  let best: readonly [string, number] = ['', 0];
  for (const secret of secrets) {
    let length = LEAST_FRAGMENT;
    while (length < secret.length && text.charCodeAt(at + length) === secret.charCodeAt(length)) length += 1;
    if (length > best[1]) best = [secret, length];
  }
  return best;
}

/** The head that all keys of a provider share says nothing: `github_pat_`. */
function isTelling(fragment: string): boolean {
  return /\d/.test(fragment) || fragment.length >= 20;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
