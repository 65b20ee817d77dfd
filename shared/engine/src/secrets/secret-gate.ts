import { findSecrets, withoutOverlaps } from './find-secrets.ts';
import { findKnownSecrets, fragmentsOf } from './find-known-secrets.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { markOf, PLACEHOLDER, placeholderOf } from './placeholder.ts';

/**
 * The one gate through which text leaves a machine. Masking twice is masking once. What was masked comes back by `restore`
 * with the same key, as long as the secret is known to the gate that restores: by its workspace, or because it masked it.
 */
export interface SecretGate {
  /** The text with a placeholder in the place of every secret. */
  mask(text: string): string;
  /** A value of JSON with every string in it masked, names of fields included. The same value when there is none. */
  maskValue<Value>(value: Value): Value;
  /** Placeholders that this gate knows become what they stand for; all others are left. */
  restore(text: string): string;
  restoreValue<Value>(value: Value): Value;
  /** How many secrets were masked, by type. Never the secrets. */
  readonly counts: ReadonlyMap<string, number>;
}

/** `key`: 32 random bytes that never leave the machine. `known`: secrets of the workspace by value. */
export function secretGate(key: Uint8Array, known: KnownSecrets = new Map()): SecretGate {
  const byMark = new Map<string, string>();
  const counts = new Map<string, number>();
  const findKnown = findKnownSecrets(known);
  const marks = new Map<string, string>();
  const learn = (secret: string): string => {
    const mark = marks.get(secret) ?? markOf(secret, key);
    marks.set(secret, mark);
    byMark.set(mark, secret);
    return mark;
  };
  for (const secret of known.keys()) learn(secret);
  let fragments: Iterable<string> | null = fragmentsOf(known);
  /** Where a secret was cut short, what is left of it was masked. Those are many, so they are looked at last. */
  const secretOf = (mark: string): string | undefined => {
    if (!byMark.has(mark) && fragments !== null) {
      for (const fragment of fragments) learn(fragment);
      fragments = null;
    }
    return byMark.get(mark);
  };

  const mask = (text: string): string => {
    const secrets = withoutOverlaps([...findKnown(text), ...findSecrets(text)]);
    if (secrets.length === 0) return text;
    let masked = '';
    let from = 0;
    for (const { start, end, type } of secrets) {
      const secret = text.slice(start, end);
      masked += text.slice(from, start) + placeholderOf(known.get(secret) ?? type, learn(secret));
      counts.set(type, (counts.get(type) ?? 0) + 1);
      from = end;
    }
    return masked + text.slice(from);
  };
  const restore = (text: string): string =>
    text.includes('IAMA_SECRET_')
      ? text.replace(PLACEHOLDER, (name, mark: string) => putBack(name, secretOf(mark)))
      : text;
  return {
    mask,
    maskValue: (value) => mapStrings(value, mask),
    restore,
    restoreValue: (value) => mapStrings(value, restore),
    counts,
  };
}

/** What stands directly before a placeholder may look like its beginning, and is no part of it. */
function putBack(name: string, secret: string | undefined): string {
  return secret === undefined ? name : name.slice(0, name.lastIndexOf('IAMA_SECRET_')) + secret;
}

function mapStrings<Value>(value: Value, change: (text: string) => string): Value {
  return changed(value, change) as Value;
}

/** Only what changes is copied. */
function changed(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => changed(item, change));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([name, item]) => [change(name), changed(item, change), name, item] as const,
  );
  return entries.some(([name, item, oldName, old]) => name !== oldName || item !== old)
    ? Object.fromEntries(entries.map(([name, item]) => [name, item]))
    : value;
}
