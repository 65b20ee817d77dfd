import type { SourceTree } from '../recipe/recipe.ts';
import type { ModuleGraph } from './module-graph.ts';
import type { PackageManifest } from './package-manifest.ts';
import { findSource, mainPaths } from './package-targets.ts';
import { isScripted } from './markup.ts';
import { languageOf } from './parse.ts';
import { baseNameOf, directoryOf, hasFolder, joinPath } from './paths.ts';
import { stringsIn } from './read-json.ts';
import { isTestFile } from './test-file.ts';

/** Where programs start: files that something outside the module graph loads, each with the reason in words. */
export interface EntryPoints {
  readonly reasons: ReadonlyMap<string, string>;
  /** Files whose exports may be asked for by name, by a framework, a tool or a setting, and not only run. */
  readonly isCalled: (path: string) => boolean;
  /** Files that people who install the package can import by its name. */
  readonly isPublic: (path: string) => boolean;
  /** Packages whose main file is not in the repository: nothing certain can be said about their exports. */
  readonly isOpaque: (manifest: PackageManifest | null) => boolean;
}

/** Tools find these by name, in any folder. */
const CONFIG_NAME =
  /^(?:\.?[\w.-]+\.(?:config|conf|setup|preset|workspace)|\.[\w.-]+rc|gulpfile|gruntfile|jakefile|webpack[\w.-]*|rollup[\w.-]*|karma[\w.-]*|wallaby|setup-?tests?|jest-?setup|setup-?jest|vitest-?setup|sw|service-?worker|polyfills?|instrumentation|(?:next|vite|react-app)-env)\.[cm]?[jt]sx?$/i;
/** People start these, when they stand at the top of a package or of its sources. */
const START_NAME =
  /^(?:main|index|app|server|cli|worker|start|run|electron|preload|background|content|popup)(?:[.-][\w-]+)?\.[cm]?[jt]sx?$/i;
const LOADED_BY_NAME =
  /^(?:migrations?|seeds?|seeders|scripts?|bin|tools?|tasks|examples?|demos?|samples?|playgrounds?|benchmarks?|bench|perf|docs?|website|stories|__mocks__|__fixtures__|fixtures?|public|static|assets|vendor|third[_-]?party|dist|build|out|coverage|plugins?|generators?|commands?|events|locales?|i18n|\..+)$/i;
/** Frameworks load whole folders, and call exports by their names. */
const FRAMEWORK =
  /^(?:next|nuxt|gatsby|astro|expo-router|blitz|vike|umi|sails|@sveltejs\/kit|@remix-run\/.+|@react-router\/dev|@adonisjs\/core|@redwoodjs\/.+|@feathersjs\/.+)$/;
const FRAMEWORK_FOLDERS =
  /^(?:pages|app|api|routes?|functions|middleware|composables|layouts|server|hooks|services|controllers|models|config)$/i;

/** What a tree says about where files are; who imports whom does not matter here. */
type Places = Pick<ModuleGraph, 'resolver' | 'mentions'>;

export function findEntryPoints(tree: SourceTree, graph: Places): EntryPoints {
  const reasons = new Map<string, string>();
  const called = new Set<string>();
  const add = (paths: readonly string[], reason: string, use: 'run' | 'called') => {
    for (const path of paths) {
      if (!reasons.has(path)) reasons.set(path, reason);
      if (use === 'called') called.add(path);
    }
  };
  const publicFiles = new Set<string>();
  const opaque = new Set<PackageManifest>();
  for (const manifest of graph.resolver.packages.all) {
    const missing = addPublicFiles(graph, manifest, publicFiles);
    if (missing) opaque.add(manifest);
    for (const path of namedByManifest(graph, manifest)) {
      add([path], `named in ${manifest.path}`, publicFiles.has(path) ? 'run' : 'called');
    }
  }
  add([...publicFiles], 'what the package offers to those who install it', 'run');
  const framed = new Set<PackageManifest | null>(
    graph.resolver.packages.all.filter((each) => [...each.dependencies].some((name) => FRAMEWORK.test(name))),
  );
  for (const path of tree.paths) {
    if (languageOf(path) === null) continue;
    if (isTestFile(path)) add([path], 'a test', 'run');
    else if (CONFIG_NAME.test(baseNameOf(path))) add([path], 'a file that tools find by its name', 'called');
    else if (START_NAME.test(baseNameOf(path)) && isTop(graph, path))
      add([path], 'where a program is usually started', 'run');
    else if (/\.(?:stories|story|worker|d)\.[cm]?[jt]sx?$/.test(path))
      add([path], 'loaded by its kind of name', 'called');
    else if (
      hasFolder(path, LOADED_BY_NAME) ||
      (framed.has(graph.resolver.packages.owning(path)) && hasFolder(path, FRAMEWORK_FOLDERS))
    )
      add([path], 'in a folder whose files are loaded by name', 'called');
    else if (tree.files.get(path)?.startsWith('#!')) add([path], 'a program of its own (`#!`)', 'run');
  }
  for (const [path, text] of tree.files) {
    if (languageOf(path) !== null || isProse(path) || baseNameOf(path) === 'package.json') continue;
    // Pages and components import what they use, so that whoever wants to know can ask which names those are.
    const use = isScripted(path) ? 'run' : 'called';
    for (const word of wordsOf(path, text)) add(graph.mentions.find(path, word), `named in ${path}`, use);
  }
  return {
    reasons,
    isCalled: (path) => called.has(path),
    isPublic: (path) => publicFiles.has(path),
    isOpaque: (manifest) => manifest === null || opaque.has(manifest),
  };
}

function isTop(graph: Places, path: string): boolean {
  const home = graph.resolver.packages.owning(path)?.directory ?? '.';
  const directory = directoryOf(path);
  return directory === home || directory === joinPath(home, 'src') || directory === joinPath(home, 'lib');
}

/** Adds what the package's main fields and `exports` lead to; true when one of them leads nowhere. */
function addPublicFiles(graph: Places, manifest: PackageManifest, found: Set<string>): boolean {
  const { index } = graph.resolver;
  let missing = false;
  const wanted = [...mainPaths(manifest), ...stringsIn(manifest.json['exports']), ...stringsIn(manifest.json['bin'])];
  for (const target of new Set(wanted)) {
    if (/\.(?:json|css|scss|html|node|wasm|txt|md)$/.test(target)) continue;
    if (target.includes('*')) {
      // Only other packages of this workspace can import from a private one, and their imports are in the graph.
      if (manifest.isPrivate) continue;
      const wide = target.replaceAll('*', '**');
      const guesses = [wide, wide.replace(/(^|\/)(?:dist|lib|build)\//, '$1src/')].flatMap((guess) => [
        ...globbed(graph, manifest.directory, guess),
        ...globbed(graph, manifest.directory, guess.replace(/\.[cm]?js$/, '.{ts,tsx,mts,cts}')),
      ]);
      for (const hit of guesses) found.add(hit);
      missing ||= guesses.length === 0;
      continue;
    }
    const files = findSource(index, manifest, target);
    for (const file of files) found.add(file);
    missing ||= files.length === 0;
  }
  const guesses = ['src/index', 'index', 'src/main', 'main', 'lib/index', 'mod'].flatMap((guess) =>
    findSource(index, manifest, guess),
  );
  for (const guess of guesses) found.add(guess);
  // What a private application names and does not keep was never meant for others.
  return missing && !manifest.isPrivate;
}

/** Every file that some string of `package.json` names: scripts, tool settings, `sideEffects`. */
function namedByManifest(graph: Places, manifest: PackageManifest): string[] {
  const {
    scripts,
    files: _published,
    exports: _offered,
    dependencies: _needed,
    devDependencies: _tools,
    ...rest
  } = manifest.json;
  const commands = stringsIn(scripts).flatMap((script) => script.split(/&&|\|\|?|;/));
  const running = commands.filter((command) => !LOOKS_ONLY.test(command));
  const words = [...running, ...stringsIn(rest)].flatMap((text) => text.split(/[\s"'`=,;&|()]+/));
  return [...new Set(words)].flatMap((word) => {
    if (/[*{]/.test(word)) return globbed(graph, manifest.directory, word);
    if (!/[\w]/.test(word) || word.startsWith('-') || !/[./]/.test(word)) return [];
    return joinPath(manifest.directory, word) === '.' ? [] : findSource(graph.resolver.index, manifest, word);
  });
}

/** Commands that read sources without running them. */
const LOOKS_ONLY =
  /\b(?:eslint|prettier|oxlint|oxfmt|biome|tslint|standard|xo|lint|lint-staged|format|tsc|madge|cloc|typedoc|jsdoc)\b/;

function globbed(graph: Places, directory: string, glob: string): string[] {
  const base = joinPath(directory, glob.replace(/^\.\//, ''));
  if (base === null || glob.startsWith('!')) return [];
  const fits = globToRegExp(base);
  return [...graph.resolver.index.paths].filter((path) => languageOf(path) !== null && fits.test(path));
}

function globToRegExp(glob: string): RegExp {
  const pattern = glob.replace(/\*\*\/?|[*?{},]|[.+^$()|[\]\\]/g, (token) => {
    if (token.startsWith('**')) return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token === '{') return '(?:';
    if (token === '}') return ')';
    return token === ',' ? '|' : `\\${token}`;
  });
  try {
    return new RegExp(`^${pattern}$`);
  } catch {
    // Unbalanced braces: not a glob after all.
    return /$^/;
  }
}

/** Text for people, and lists made by tools: a name in them loads nothing. */
export function isProse(path: string): boolean {
  return (
    /\.(?:mdx?|txt|rst|adoc|snap|lock|map|svg|csv|log|patch|diff)$/i.test(path) ||
    /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|changelog[^/]*|license[^/]*|authors|\.gitignore|\.npmignore|\.eslintignore|\.prettierignore|codeowners)$/i.test(
      path,
    )
  );
}

/** Words of a text that may be paths of code. Long files are data. */
export function wordsOf(path: string, text: string): ReadonlySet<string> {
  if (text.length > 500_000) return new Set();
  const words = text.match(/[\w@~.\-/]*(?:\/[\w.-]+|\.[cm]?[jt]sx?\b)/g) ?? [];
  const short = (word: string) => word.length < 200 && !word.startsWith('//') && directoryOf(path) !== word;
  return new Set(words.filter(short));
}
