import type { SourceTree } from '../../recipe/recipe.ts';
import type { Links, Use } from '../../rewrite/program.ts';
import type { LanguageId } from '../dialect.ts';
import type { Binding, SourceFile } from '../source-file.ts';
import { linkJavascript } from './javascript/link-javascript.ts';
import type { LanguageLinks } from './language-links.ts';
import { linkByName } from './named/link-by-name.ts';
import { searchWords } from './word-search.ts';

/** Languages that see each other's names. */
const FAMILIES: readonly (readonly LanguageId[])[] = [
  ['javascript', 'typescript'],
  ['java', 'kotlin'],
  ['python'],
  ['go'],
  ['swift'],
  ['ruby'],
  ['csharp'],
  ['rust'],
  ['php'],
];

/**
 * Who uses what across the files of a program. `tree` is the whole workspace as text: files of it that are not in the program
 * are searched for the names that they may use, and a name that may be used there is open. Names are followed only where
 * exactly one declaration can be meant. Everything is found out when it is first asked for.
 */
export function linkProgram(files: ReadonlyMap<string, SourceFile>, tree: SourceTree): Links {
  const words = searchWords(tree);
  const links = new Map<LanguageId, LanguageLinks>();
  for (const family of FAMILIES) {
    const own = new Map([...files].filter(([, file]) => family.includes(file.dialect.language)));
    if (own.size === 0) continue;
    const made = family.includes('javascript') ? linkJavascript(own, tree, words) : linkByName(own, words);
    for (const language of family) links.set(language, made);
  }
  const home = new Map<Binding, SourceFile>();
  for (const file of files.values()) for (const binding of file.bindings.all) home.set(binding, file);

  /** Rewrites ask the same again in every round; files do not change in between. */
  const remembered = <Answer>(
    answer: (links: LanguageLinks, file: SourceFile, binding: Binding) => Answer,
    none: Answer,
  ) => {
    const known = new Map<Binding, Answer>();
    return (binding: Binding): Answer => {
      const found = known.get(binding);
      if (found !== undefined) return found;
      const file = home.get(binding);
      const own = file && links.get(file.dialect.language);
      const given = own ? answer(own, file, binding) : none;
      known.set(binding, given);
      return given;
    };
  };
  return {
    usesOf: remembered<readonly Use[]>((own, file, binding) => own.usesOf(file, binding), []),
    targetOf: (file, node) => links.get(file.dialect.language)?.targetOf(file, node) ?? null,
    open: remembered((own, file, binding) => own.open(file, binding), true),
    loadersOf: (file) => links.get(file.dialect.language)?.loadersOf(file) ?? null,
  };
}
