import type { PatchFile } from '@iama/contracts/patch/patch';

/**
 * Both sides of a file's change as far as the patch itself shows them: the file may be another one by now, and a bundle has none.
 * Lines stand where they stood; what is between them is not known, and blank.
 */
export function excerptTexts({ change, hunks }: PatchFile): { before: string; after: string } {
  const before = hunks.map(({ old_start, lines }) => ({ start: old_start, lines: side(lines, '+') }));
  const after = hunks.map(({ new_start, lines }) => ({ start: new_start, lines: side(lines, '-') }));
  return { before: change === 'create' ? '' : placed(before), after: change === 'delete' ? '' : placed(after) };
}

function side(lines: readonly string[], without: '+' | '-'): string[] {
  return lines.filter((line) => line[0] !== without && line[0] !== '\\').map((line) => line.slice(1));
}

function placed(parts: readonly { readonly start: number; readonly lines: readonly string[] }[]): string {
  const text: string[] = [];
  for (const { start, lines } of parts) {
    while (text.length < start - 1) text.push('');
    text.push(...lines);
  }
  return text.map((line) => `${line}\n`).join('');
}
