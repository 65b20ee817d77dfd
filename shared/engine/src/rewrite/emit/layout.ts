/** Where the line of an offset begins. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  const stop = end < 0 ? text.length : end;
  return text[stop - 1] === '\r' && stop > at ? stop - 1 : stop;
}

/** Where the line after an offset's line begins. */
export function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** The white space that the line of an offset begins with. */
export function indentOf(text: string, at: number): string {
  return /^[\t ]*/.exec(text.slice(lineStart(text, at), at + 400))?.[0] ?? '';
}

export function startsLine(text: string, at: number): boolean {
  return /^[\t ]*$/.test(text.slice(lineStart(text, at), at));
}

export function endsLine(text: string, at: number): boolean {
  return /^[\t ]*$/.test(text.slice(at, lineEnd(text, at)));
}

export function isBlankLine(text: string, at: number): boolean {
  return startsLine(text, at) && endsLine(text, at);
}

export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

export const isWordCharacter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
