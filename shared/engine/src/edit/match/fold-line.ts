const PLAIN: ReadonlyMap<string, string> = new Map([
  ...each("'", '\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc'),
  ...each('"', '\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb'),
  ...each('-', '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe63\uff0d'),
  ...each(' ', '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000'),
  ...each('', '\u200b\u200c\u200d\u2060\ufeff\u00ad'),
  ['\u2026', '...'],
]);

const TYPOGRAPHIC = /[\u00a0\u00ab\u00ad\u00b4\u00bb\u02bc\u1680\u2000-\u206f\u2212\u3000\ufe63\ufeff\uff0d]/;

/** A line with typographic quotes, dashes, blanks and dots as a keyboard writes them. Only for comparing. */
export function foldLine(line: string): string {
  if (!TYPOGRAPHIC.test(line)) return line;
  let folded = '';
  for (const char of line) folded += plainOf(char);
  return folded;
}

/** One character (code unit) as a keyboard writes it: itself, another, none, or several. */
export function plainOf(char: string): string {
  return PLAIN.get(char) ?? char;
}

function each(plain: string, typographic: string): [string, string][] {
  return typographic.split('').map((char) => [char, plain]);
}
