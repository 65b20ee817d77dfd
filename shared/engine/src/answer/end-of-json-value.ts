/** Where the first value is closed; null when the text ends inside a string, or before what it opened is closed. */
export function endOfJsonValue(text: string): number | null {
  let depth = 0;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote !== '') {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || (char === "'" && !/\w/.test(text.charAt(at - 1)))) quote = char;
    else if (text.startsWith('//', at)) at = endOf(text, '\n', at);
    else if (text.startsWith('/*', at)) at = endOf(text, '*/', at);
    else if (char === '{' || char === '[') depth += 1;
    else if ((char === '}' || char === ']') && (depth -= 1) <= 0) return at + 1;
  }
  return quote !== '' || depth > 0 ? null : text.length;
}

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at + mark.length - 1;
}
