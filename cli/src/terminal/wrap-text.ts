import { cleanLine } from './clean-line.ts';

/** Break a text at blanks so that no line is longer than `width`; lines after the first begin with `indent`. */
export function wrapText(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of cleanLine(text).split(/\s+/).filter(Boolean)) {
    if (line === '' || line.trim() === '') line += word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  lines.push(line);
  return lines.join('\n');
}

/** A list entry: the mark, then the text, its further lines under its first word. */
export function bullet(mark: string, text: string, width: number, indent = '  '): string {
  const hang = `${indent}${' '.repeat(mark.length)} `;
  return `${indent}${mark} ${wrapText(text, width - hang.length).replaceAll('\n', `\n${hang}`)}`;
}
