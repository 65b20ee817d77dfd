/**
 * A text as it comes back from an editor: one kind of line end, no white space around it or on empty lines, no half
 * characters. Everything else stays, so a second time changes nothing.
 */
export function normalizeText(text: string): string {
  const lines = text.toWellFormed().split(/\r\n?|\n/);
  return lines
    .map((line) => (line.trim() === '' ? '' : line))
    .join('\n')
    .trim();
}
