import ts from 'typescript6';
import { languageOf } from '../../js/parse.ts';
import { baseNameOf, directoryOf } from '../../js/paths.ts';
import { isObject, readJson } from '../../js/read-json.ts';
import type { SourceTree } from '../recipe.ts';
import type { TreeDisk } from './tree-disk.ts';
import { toCompilerPath, toTreePath } from './tree-paths.ts';

/** Files that are checked together, under the same options. */
export interface ProjectFiles {
  readonly options: ts.CompilerOptions;
  /** Workspace paths, each in one project only. */
  readonly files: readonly string[];
}

interface Config {
  readonly path: string;
  readonly options: ts.CompilerOptions;
  readonly files: readonly string[];
}

/** What decides where output goes, and what only matters to a build: no two packages of a repository agree on these. */
const OUTPUT_OPTIONS = [
  'outDir',
  'outFile',
  'rootDir',
  'declarationDir',
  'declarationMap',
  'sourceMap',
  'inlineSourceMap',
  'inlineSources',
  'sourceRoot',
  'mapRoot',
  'tsBuildInfoFile',
  'composite',
  'incremental',
  'emitDeclarationOnly',
  'configFilePath',
  'disableSourceOfProjectReferenceRedirect',
];

/**
 * The projects of a tree, by its tsconfig and jsconfig files: a file belongs to the nearest that includes it, plain names
 * first. Configurations that differ in nothing but where output goes share a project. JavaScript and TypeScript that none
 * includes stand in a last one with forgiving options.
 */
export function readProjects(tree: SourceTree, disk: TreeDisk): ProjectFiles[] {
  const configs = [...tree.files.keys()]
    .filter(
      (path) => /^(?:tsconfig(?:\..+)?|jsconfig)\.json$/.test(baseNameOf(path)) && !path.includes('node_modules/'),
    )
    .toSorted(nearestFirst)
    .map((path) => readConfig(tree, disk, path));
  const taken = new Set<string>();
  const groups = new Map<string, { options: ts.CompilerOptions; files: string[] }>();
  for (const { options, files } of configs) {
    const own = files.filter((path) => !taken.has(path));
    if (own.length === 0) continue;
    for (const path of own) taken.add(path);
    const key = JSON.stringify(Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const group = groups.get(key);
    if (group) group.files.push(...own);
    else groups.set(key, { options, files: own });
  }
  const rest = [...tree.files.keys()].filter((path) => languageOf(path) !== null && !taken.has(path));
  return [...groups.values(), ...(rest.length > 0 ? [{ options: FORGIVING, files: rest }] : [])];
}

/** Deeper folders first; in one folder `tsconfig.json` before `tsconfig.test.json`. */
function nearestFirst(a: string, b: string): number {
  const depth = (path: string) => path.split('/').length;
  const special = (path: string) => (/^[tj]sconfig\.json$/.test(baseNameOf(path)) ? 0 : 1);
  return depth(b) - depth(a) || special(a) - special(b) || (a < b ? -1 : 1);
}

function readConfig(tree: SourceTree, disk: TreeDisk, path: string): Config {
  const source = ts.readJsonConfigFile(toCompilerPath(path), (name) => disk.readFile(name));
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    fileExists: (name) => disk.fileExists(name),
    readFile: (name) => disk.readFile(name),
    readDirectory: (root, extensions, excludes, includes, depth) =>
      disk.readDirectory(root, extensions, excludes, includes, depth),
  };
  const folder = toCompilerPath(directoryOf(path));
  const parsed = ts.parseJsonSourceFileConfigFileContent(source, host, folder, undefined, toCompilerPath(path));
  const files = parsed.fileNames.flatMap((name) => toTreePath(name) ?? []).filter((each) => tree.files.has(each));
  return { path, options: checkingOptions(parsed.options, compilerMajor(tree)), files };
}

/** The options as we check with them: no output, and the defaults of the compiler version the repository uses. */
function checkingOptions(given: ts.CompilerOptions, major: number): ts.CompilerOptions {
  const options: ts.CompilerOptions = { ...given, noEmit: true, skipLibCheck: true, ignoreDeprecations: '6.0' };
  for (const name of OUTPUT_OPTIONS) delete options[name];
  // Before version 6 every installed `@types` package was included, and nothing was strict, unless said otherwise.
  options.types ??= ['*'];
  if (major < 6) options.strict ??= false;
  return options;
}

const FORGIVING: ts.CompilerOptions = {
  allowJs: true,
  checkJs: false,
  noEmit: true,
  skipLibCheck: true,
  strict: false,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  jsx: ts.JsxEmit.Preserve,
  types: ['*'],
};

/** The major version of TypeScript that the root package asks for; ours when it does not say. */
function compilerMajor(tree: SourceTree): number {
  const json = readJson(tree.files.get('package.json') ?? '');
  const wishes = isObject(json) ? [json['devDependencies'], json['dependencies']] : [];
  for (const each of wishes) {
    const range = isObject(each) ? each['typescript'] : undefined;
    const major = typeof range === 'string' ? /\d+/.exec(range)?.[0] : undefined;
    if (major !== undefined) return Number(major);
  }
  return Number(ts.versionMajorMinor.split('.')[0]);
}
