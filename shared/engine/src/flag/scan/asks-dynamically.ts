/** So far an argument list is looked at. */
const FAR = 240;

/**
 * Whether one of the matches of `asking` (a global pattern of names) is followed by arguments without a plain literal or
 * constant: only such a call can have a key that is made at run time. Said from the text alone, and rather once too often.
 */
export function asksDynamically(text: string, asking: RegExp): boolean {
  return argumentsIn(text, asking).some((inner) => !hasFixedKey(inner));
}

/** Literals among the arguments: the keys, and whatever else stands there. */
export function fixedKeys(text: string, asking: RegExp): readonly string[] {
  return argumentsIn(text, asking).flatMap((inner) =>
    [...inner.matchAll(/(["'`])([^"'`\n]{1,200})\1|(?<![\w:]):([a-z_]\w*)/g)].map(
      (match) => match[2] ?? match[3] ?? '',
    ),
  );
}

/** What stands between the parentheses of each call, or between the angles of each element. */
function argumentsIn(text: string, asking: RegExp): readonly string[] {
  const found: string[] = [];
  for (const match of text.matchAll(asking)) {
    const isElement = match[0].startsWith('<');
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + FAR);
    const opening = isElement ? 0 : /^\s*(?:<[^<>()]*>)?\s*\(/.exec(rest)?.[0].length;
    if (opening !== undefined) found.push(rest.slice(opening, closingOf(rest, opening, isElement ? '>' : ')')));
  }
  return found;
}

function closingOf(text: string, from: number, closing: string): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (depth === 0 && char === closing) return at;
    if (char === '(' || char === '[' || char === '{') depth += 1;
    else if (char === ')' || char === ']' || char === '}') depth -= 1;
  }
  return text.length;
}

/** A literal without holes that nothing is added to, or a name written like a constant. */
function hasFixedKey(inner: string): boolean {
  if (inner.trim() === '') return true;
  if (/\$\{|#\{|\\\(|["'`]\s*[+%]|\+\s*["'`]|\bf["']|\{[a-z_]\w*\}["']|format/.test(inner)) return false;
  return /["'`][^"'`\n]+["'`]|(?<![\w$])[A-Z][A-Z0-9]*_?[A-Z0-9_]+(?![\w$])|(?<![\w:]):[a-z_]\w*/.test(inner);
}
