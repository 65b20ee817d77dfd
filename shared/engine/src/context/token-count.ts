/**
 * About how many tokens a text takes: one for each short word and each sign, more for long words and other alphabets.
 * Tokenizers differ by a tenth, so budgets keep a margin; what counts is that it never depends on who asks.
 */
export function tokenCount(text: string): number {
  let count = 0;
  for (const [piece] of text.matchAll(/[A-Za-z]+|\d{1,3}|[ \t]{2,}|\n+|[^\x20-\x7e\s]|[^\sA-Za-z0-9]/g)) {
    count += /^[A-Za-z]/.test(piece) ? Math.max(1, Math.round(piece.length / 5)) : 1;
  }
  return count;
}
