import type { Translate } from '../translate.ts';

/** A length of time as lists have room for it. */
export function elapsedWords(ms: number, t: Translate): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return t('{0} s', seconds);
  if (seconds < 3600) return t('{0} min', Math.round(seconds / 60));
  if (seconds < 86_400) return t('{0} h', Math.round(seconds / 3600));
  return t('{0} d', Math.round(seconds / 86_400));
}
