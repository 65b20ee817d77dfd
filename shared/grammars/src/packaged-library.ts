/** A compiled parser: the shared library's path and the symbol in it. */
export interface GrammarLibrary {
  readonly libraryPath: string;
  readonly extensions: string[];
  readonly languageSymbol: string;
  readonly expandoChar: string;
}

/** What a package says of its parser. Its `libraryPath` looks at the disk when it is read, and throws without one. */
export interface PackagedGrammar {
  readonly libraryPath: string;
  readonly extensions: readonly string[];
  readonly languageSymbol?: string;
  readonly expandoChar?: string;
}

/** The parser of a package; null where it has none for this platform. Looks at the disk, loads nothing. */
export function packagedLibrary(packaged: PackagedGrammar): GrammarLibrary | null {
  const { extensions, languageSymbol = '', expandoChar = '$' } = packaged;
  try {
    return { libraryPath: packaged.libraryPath, extensions: [...extensions], languageSymbol, expandoChar };
  } catch {
    return null;
  }
}
