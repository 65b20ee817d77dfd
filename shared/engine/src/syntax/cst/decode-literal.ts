const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  s: ' ',
  0: '\0',
};

/**
 * The text that a quoted literal of the C family stands for, given what is between its quotes; null when it holds an escape
 * that languages read differently.
 */
export function decodeString(body: string): string | null {
  let known = true;
  const decoded = body.replaceAll(/\\(u+(?:[0-9a-fA-F]{4}|\{[0-9a-fA-F]+\})|.)/gs, (_, escape: string) => {
    const code = /^u+(?:([0-9a-fA-F]{4})|\{([0-9a-fA-F]{1,6})\})$/.exec(escape);
    const point = code ? Number.parseInt(code[1] ?? code[2]!, 16) : Infinity;
    if (point <= 0x10_ff_ff) return String.fromCodePoint(point);
    const simple = SIMPLE[escape] ?? (/^["'\\$/]$/.test(escape) ? escape : undefined);
    known &&= simple !== undefined;
    return simple ?? '';
  });
  return known ? decoded : null;
}

/** The value of a number without its `_` and suffix letters; null when a double cannot hold it, and for what is no number. */
export function decodeNumber(text: string): number | null {
  const digits = text.replaceAll('_', '').replace(/(?<!^0[xX].*)[fFdDmM]$|[uUlL]+$/, '');
  const value = Number(digits);
  if (digits === '' || !Number.isFinite(value) || /^0[0-9]/.test(digits)) return null;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? null : value;
}
