import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { existsSync, readdirSync } from 'node:fs';

/** Languages with a compiled parser of their own. JavaScript and TypeScript are read by another parser. */
export const GRAMMARS = ['python', 'java', 'kotlin', 'go', 'swift', 'ruby', 'csharp', 'rust', 'php'] as const;
export type Grammar = (typeof GRAMMARS)[number];

/** A compiled parser: the shared library's path and the symbol in it. */
export interface GrammarLibrary {
  readonly libraryPath: string;
  readonly extensions: string[];
  readonly languageSymbol: string;
  readonly expandoChar: string;
}

const require = createRequire(import.meta.url);

/**
 * The compiled parsers that this machine has. A platform without a prebuilt library misses that language and nothing else.
 * Looks at the disk, loads nothing.
 */
export function grammarLibraries(): ReadonlyMap<Grammar, GrammarLibrary> {
  const found = new Map<Grammar, GrammarLibrary>();
  for (const grammar of GRAMMARS) {
    const library = grammar === 'kotlin' ? kotlinLibrary() : packagedLibrary(grammar);
    if (library !== null) found.set(grammar, library);
  }
  return found;
}

function packagedLibrary(grammar: Grammar): GrammarLibrary | null {
  try {
    const { libraryPath, extensions, languageSymbol, expandoChar } = require(
      `@ast-grep/lang-${grammar}`,
    ) as GrammarLibrary;
    return { libraryPath, extensions: [...extensions], languageSymbol, expandoChar };
  } catch {
    return null;
  }
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
