/** Printed text as a Markdown block, whose fence is longer than any in the text. */
export function excerpt(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, text, fence, ''];
}

export function firstLines(text: string, most: number): string {
  const lines = trimmed(text);
  return lines.length > most ? [...lines.slice(0, most), '…'].join('\n') : lines.join('\n');
}

export function lastLines(text: string, most: number): string {
  const lines = trimmed(text);
  return lines.length > most ? ['…', ...lines.slice(-most)].join('\n') : lines.join('\n');
}

/** Without the codes that colour a terminal. */
function trimmed(text: string): string[] {
  return text.replaceAll(COLOUR, '').trim().split(/\r?\n/);
}

const COLOUR = new RegExp(String.raw`${String.fromCodePoint(27)}\[[\d;]*m`, 'g');
