import type { Links } from '../../rewrite/program.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { fileWord, LOADS_FILES, wordsLoaded } from '../../syntax/link/named/loaded-words.ts';
import { modulePath } from '../scan/paths-loaded.ts';
import type { WhyFixed } from './why-fixed.ts';

/** What a program cannot show of its surroundings. */
export interface Surroundings {
  /** Texts that could not be read as code. */
  readonly unread: readonly string[];
  /** Names that stand in files whose text is not here. */
  readonly outside: ReadonlySet<string>;
  /** What such files load: paths of modules, and words in lines that load by name. */
  readonly loaded: ReadonlySet<string>;
  readonly fixed: WhyFixed;
}

/**
 * Links that know that the program is larger than what may be changed of it: a binding that other files can see is open when
 * its name stands in a text that could not be read as code, in a file that was not read, or in one that must stay.
 */
export function guardedLinks(links: Links, { unread, outside, loaded, fixed }: Surroundings): Links {
  const isNamed = (name: string): boolean => outside.has(name) || unread.some((text) => text.includes(name));
  const isLoadedElsewhere = ({ path, dialect }: SourceFile): boolean => {
    const { language } = dialect;
    if (language === 'javascript' || language === 'typescript') return loaded.has(modulePath(path));
    const word = fileWord(path);
    if (!LOADS_FILES.has(language) || word === null) return false;
    return loaded.has(word) || unread.some((text) => wordsLoaded(text).has(word));
  };
  return {
    loadersOf: (file) => (isLoadedElsewhere(file) ? null : links.loadersOf(file)),
    usesOf: (binding) => links.usesOf(binding),
    targetOf: (file, node) => links.targetOf(file, node),
    open: (binding) =>
      links.open(binding) ||
      (binding.exported &&
        (isNamed(binding.name) || links.usesOf(binding).some((use) => fixed(use.file.path) !== null))),
  };
}

/** Names that files which are not read yet could use, for a look into those files. */
export function declaredForOthers(files: Iterable<SourceFile>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of files) for (const { name, exported } of file.bindings.all) if (exported) names.add(name);
  return names;
}
