import { languageOf } from '../js/parse.ts';

const SCRIPT = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\(|\bmock\s*\()\s*(['"`])([^'"`\n$]{1,300})\1/g;
const PYTHON = /^[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)|import[ \t]+([\w., \t]+))/gm;

/**
 * The modules that a text names, by a glance: fast enough for ten thousand files. What stands in a comment counts too; whoever
 * needs to be sure parses the few files that are left. `from a import b` names `a` and `a.b`: `b` may be a module.
 */
export function scanImports(path: string, text: string): readonly string[] {
  if (languageOf(path) !== null)
    return [...new Set(Array.from(text.matchAll(SCRIPT), ([, , specifier = '']) => specifier))];
  if (!/\.pyi?$/.test(path)) return [];
  const found = new Set<string>();
  for (const [, from, names = '', plain = ''] of text.matchAll(PYTHON)) {
    if (from !== undefined) {
      found.add(from);
      for (const name of namesIn(names)) found.add(from.endsWith('.') ? `${from}${name}` : `${from}.${name}`);
    } else for (const name of namesIn(plain)) found.add(name);
  }
  return [...found];
}

function namesIn(list: string): string[] {
  return list
    .replace(/[()\\]/g, ' ')
    .split(',')
    .map((each) => each.trim().split(/\s+/)[0] ?? '')
    .filter((each) => /^[\w.]+$/.test(each));
}
