/** A package that cannot be bundled: it loads a binary or files of its own. */
export interface RuntimePackage {
  readonly name: string;
  /** What of it is needed, as paths and folders below it. */
  readonly files: readonly string[];
  /** The package with the binary for a platform, beside it in node_modules. */
  readonly binary?: (platform: NodeJS.Platform, arch: string) => string;
}

/** Parsers, and the compiler that some recipes ask. They stand beside the executor in `dist`. */
export const SHIPPED: readonly RuntimePackage[] = [
  {
    name: 'oxc-parser',
    files: ['package.json', 'src-js', 'LICENSE'],
    binary: (platform, arch) => `@oxc-parser/binding-${nativeName(platform, arch)}`,
  },
  {
    name: '@ast-grep/napi',
    files: ['package.json', 'index.js', 'LICENSE'],
    binary: (platform, arch) => `@ast-grep/napi-${nativeName(platform, arch)}`,
  },
  { name: 'typescript6', files: ['package.json', 'lib/typescript.js', 'lib/*.d.ts', 'LICENSE.txt'] },
];

/** Left out for their size; the recipes that need them are not offered in the editor. */
export const ABSENT: readonly string[] = ['oxfmt', 'cspell-lib', '@astral-sh/ruff-wasm-nodejs'];

function nativeName(platform: NodeJS.Platform, arch: string): string {
  if (platform === 'win32') return `win32-${arch}-msvc`;
  return platform === 'linux' ? `linux-${arch}-gnu` : `${platform}-${arch}`;
}
