/**
 * Whether letters and digits alternate as only dice make them: nanoid, base 36, base 62. Names that people give have at
 * most two or three such changes (`sha256sum`, `readInt32BE`).
 */
export function isRandomWord(word: string): boolean {
  const digits = word.replace(/\D/g, '').length;
  if (digits < 2 || word.length - digits < 2) return false;
  let between = 0;
  let all = 0;
  for (let at = 1; at < word.length; at += 1) {
    const [before, now] = [kindOf(word, at - 1), kindOf(word, at)];
    if (before !== now) all += 1;
    if (before !== now && (before === 'digit' || now === 'digit')) between += 1;
  }
  return between >= 4 || (word.length >= 16 && all / (word.length - 1) >= LEAST_SHARE);
}

const LEAST_SHARE = 0.45;

function kindOf(word: string, at: number): 'digit' | 'lower' | 'upper' | 'other' {
  const code = word.charCodeAt(at);
  if (code >= 48 && code <= 57) return 'digit';
  if (code >= 97 && code <= 122) return 'lower';
  return code >= 65 && code <= 90 ? 'upper' : 'other';
}
