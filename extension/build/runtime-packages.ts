/** A package that cannot be bundled: it loads a binary or files of its own. */
export interface RuntimePackage {
  readonly name: string;
  /** What of it is needed, as paths and folders below it. */
  readonly files: readonly string[];
  /** The package with the binary for a platform, beside it in node_modules. */
  readonly binary?: (platform: NodeJS.Platform, arch: string) => string;
  /** What of it is for one platform only, as `files` are told; undefined where it has nothing for it. */
  readonly forPlatform?: (platform: NodeJS.Platform, arch: string) => string | undefined;
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
  {
    name: '@ast-grep/lang-python',
    files: ['package.json', 'index.js', 'LICENSE'],
    forPlatform: (platform, arch) => {
      const system = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }[String(platform)];
      // Its package has no parser for Windows on ARM; Python is then read as any language without a parser is.
      if (system === undefined || (platform === 'win32' && arch === 'arm64')) return undefined;
      return `prebuilds/prebuild-${system}-${arch.toUpperCase()}/parser.so`;
    },
  },
  // By it the one above finds its parser.
  { name: '@ast-grep/setup-lang', files: ['package.json', 'index.js', 'LICENSE'] },
  { name: 'typescript6', files: ['package.json', 'lib/typescript.js', 'lib/*.d.ts', 'LICENSE.txt'] },
];

/** Left out for their size; the recipes that need them are not offered in the editor. */
export const ABSENT: readonly string[] = ['oxfmt', 'cspell-lib', '@astral-sh/ruff-wasm-nodejs'];

function nativeName(platform: NodeJS.Platform, arch: string): string {
  if (platform === 'win32') return `win32-${arch}-msvc`;
  return platform === 'linux' ? `linux-${arch}-gnu` : `${platform}-${arch}`;
}
