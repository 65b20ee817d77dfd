import csharp from '@ast-grep/lang-csharp';
import go from '@ast-grep/lang-go';
import java from '@ast-grep/lang-java';
import php from '@ast-grep/lang-php';
import python from '@ast-grep/lang-python';
import ruby from '@ast-grep/lang-ruby';
import rust from '@ast-grep/lang-rust';
import swift from '@ast-grep/lang-swift';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { existsSync, readdirSync } from 'node:fs';
import { packagedLibrary } from './packaged-library.ts';
import type { GrammarLibrary } from './packaged-library.ts';

/** What the packages say of their parsers. */
const PACKAGED = { python, java, go, swift, ruby, csharp, rust, php };

/** Languages with a compiled parser of their own. JavaScript and TypeScript are read by another parser. */
export type Grammar = keyof typeof PACKAGED | 'kotlin';

const require = createRequire(import.meta.url);

/**
 * The compiled parsers that this machine has. A platform without a prebuilt library misses that language and nothing else.
 * Looks at the disk, loads nothing.
 */
export function grammarLibraries(): ReadonlyMap<Grammar, GrammarLibrary> {
  const found = new Map<Grammar, GrammarLibrary>();
  for (const [grammar, packaged] of Object.entries(PACKAGED)) {
    const library = packagedLibrary(packaged);
    if (library !== null) found.set(grammar as keyof typeof PACKAGED, library);
  }
  const kotlin = kotlinLibrary();
  if (kotlin !== null) found.set('kotlin', kotlin);
  return found;
}

/** The grammar packaged for ast-grep reads `!b || c` as `!(b || c)`; its upstream has mended that. */
function kotlinLibrary(): GrammarLibrary | null {
  try {
    const home = dirname(require.resolve('@tree-sitter-grammars/tree-sitter-kotlin/package.json'));
    const folder = join(home, 'prebuilds', `${process.platform}-${process.arch}`);
    const name = existsSync(folder) ? readdirSync(folder).find((each) => each.endsWith('.node')) : undefined;
    if (name === undefined) return null;
    const libraryPath = join(folder, name);
    return { libraryPath, extensions: ['kt', 'kts'], languageSymbol: 'tree_sitter_kotlin', expandoChar: '_' };
  } catch {
    return null;
  }
}
