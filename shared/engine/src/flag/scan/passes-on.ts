import { languageOfPath } from '../../syntax/language-of-path.ts';

/** `export * from`, `export { a } from`, `export { a }` of what was imported. */
const HANDS_ON = /\bexport\s*(?:type\s*)?[*{]/;
const TAKEN = /\bfrom\s*(['"])([^'"\n]+)\1/g;
/** `import './a'`, `import('./a')`, `jest.mock('./a')`, and `require('./a')` where nothing takes a name of it. */
const LOADED = /(?:\bimport\s*\(?\s*|[mM]ock\(\s*|(?<![=.(,\w]\s*)\brequire\(\s*)(['"])([^'"\n]+)\1/g;

/**
 * Words by which other modules of JavaScript may load these files: their names, and those of the folders that an `index` stands
 * for. Rather one too many, since aliases and package names are not looked up.
 */
export function moduleWords(paths: Iterable<string>): ReadonlySet<string> {
  const words = new Set<string>();
  for (const path of paths) {
    const language = languageOfPath(path);
    if (language !== 'javascript' && language !== 'typescript') continue;
    const segments = path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '').split('/');
    const name = segments.pop()!;
    words.add(name);
    if (name !== 'index' && name !== 'main') continue;
    words.add('.').add('..');
    const folder = segments.findLast((each) => !SOURCES.test(each));
    if (folder !== undefined) words.add(folder);
  }
  return words;
}

/** Folders that a package's name leads past. */
const SOURCES = /^(?:src|lib|source|dist)$/;

/**
 * The text hands names of such a module on to others, maybe without saying any of them (`export * from './keys'`), or loads
 * it and takes none. Who asks for a flag by a constant from there is followed through the former; neither may be left with
 * the path of a file that goes.
 */
export function passesOn(text: string, words: ReadonlySet<string>): boolean {
  if (words.size === 0) return false;
  return (HANDS_ON.test(text) && leadsTo(text, TAKEN, words)) || leadsTo(text, LOADED, words);
}

function leadsTo(text: string, paths: RegExp, words: ReadonlySet<string>): boolean {
  for (const [, , source = ''] of text.matchAll(paths)) {
    const last = source.slice(source.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');
    if (words.has(last)) return true;
  }
  return false;
}
