import { MARKED_KEYS } from './rules/marked-keys.ts';
import { isFiller } from './is-filler.ts';
import type { Secret } from './secret.ts';

interface Tail {
  readonly type: string;
  readonly head_length: number;
  readonly pattern: RegExp;
}

/** Longest first: `sk-ant-` before `sk-`. */
const HEADS = [...new Set(MARKED_KEYS.flatMap(([, heads]) => heads))].toSorted((a, b) => b.length - a.length);
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** No head may begin in the middle of a word. */
const TRIGGER = new RegExp(`\\b(?:${HEADS.map(escaped).join('|')})`, 'g');

const TAILS: ReadonlyMap<string, readonly Tail[]> = new Map(HEADS.map((head) => [head, tailsOf(head)]));

/** Also those of shorter heads that begin alike: `sk-` where `sk-proj-` leads to nothing. */
function tailsOf(seen: string): readonly Tail[] {
  return HEADS.filter((head) => seen.startsWith(head)).flatMap((head) =>
    MARKED_KEYS.filter(([, heads]) => heads.includes(head)).map(([type, , tail]) => ({
      type,
      head_length: head.length,
      pattern: new RegExp(tail, 'y'),
    })),
  );
}

/** Keys whose first characters say whose they are. */
export function* findMarkedKeys(text: string): Iterable<Secret> {
  TRIGGER.lastIndex = 0;
  for (let hit = TRIGGER.exec(text); hit !== null; hit = TRIGGER.exec(text)) {
    const found = keyAt(text, hit.index, TAILS.get(hit[0]) ?? []);
    if (found === null) continue;
    TRIGGER.lastIndex = found.end;
    yield found;
  }
}

function keyAt(text: string, start: number, tails: readonly Tail[]): Secret | null {
  for (const { type, head_length, pattern } of tails) {
    pattern.lastIndex = start + head_length;
    const tail = pattern.exec(text)?.[0];
    if (tail !== undefined && !isFiller(tail)) return { start, end: pattern.lastIndex, type };
  }
  return null;
}
