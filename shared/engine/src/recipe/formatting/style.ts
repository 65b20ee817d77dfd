import type { FormatConfig } from 'oxfmt';
import picomatch from 'picomatch';
import ignore from 'ignore';
import type { SourceTree } from '../recipe.ts';
import { readPackages } from '../../js/package-manifest.ts';
import { ancestorsOf, directoryOf } from '../../js/paths.ts';
import { isObject } from '../../js/read-json.ts';
import type { Json, JsonObject } from '../../js/read-json.ts';
import { editorConfigFor } from './editor-config.ts';
import { packageStyle } from './package-style.ts';
import { readSettings } from './read-settings.ts';

export type Style = FormatConfig;

/** How a file is to be laid out, whether a person said so, or why it is to be left. */
export type StyleOutcome =
  | { readonly ok: true; readonly style: Style; readonly said: boolean }
  | { readonly ok: false; readonly reason: string };

const OXFMT_FILES = ['.oxfmtrc.json', '.oxfmtrc.jsonc'];
const PRETTIER_FILES = ['', '.json', '.yaml', '.yml', '.json5', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.toml']
  .map((end) => `.prettierrc${end}`)
  .concat(['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'].map((end) => `prettier.config${end}`));
const OTHERS = [
  'biome.json',
  'biome.jsonc',
  'dprint.json',
  '.dprint.json',
  'deno.json',
  'deno.jsonc',
  '.jsbeautifyrc',
  '.clang-format',
];
const PRETTIER_KEYS =
  /^(?:printWidth|tabWidth|useTabs|semi|singleQuote|quoteProps|jsxSingleQuote|trailingComma|bracketSpacing|objectWrap|bracketSameLine|arrowParens|endOfLine|singleAttributePerLine|experimentalOperatorPosition|embeddedLanguageFormatting)$/;
/** Prettier's own defaults, where they are not the formatter's. */
const PRETTIER: Style = { printWidth: 80, sortPackageJson: false };

/** The layout that the repository's own settings ask for. */
export function styleFor(tree: SourceTree, path: string, text: string): StyleOutcome {
  if (isIgnored(tree, path)) return { ok: false, reason: 'the repository’s ignore files leave it out of formatting' };
  const editor = editorConfigFor(tree, path);
  const lineEnd: Style = { endOfLine: text.includes('\r\n') ? 'crlf' : 'lf' };
  for (const directory of ancestorsOf(directoryOf(path))) {
    const at = (name: string) => (directory === '.' ? name : `${directory}/${name}`);
    const own = directory === '.' ? path : path.slice(directory.length + 1);
    for (const name of [...OXFMT_FILES, ...PRETTIER_FILES]) {
      const settings = tree.files.get(at(name));
      if (settings === undefined) continue;
      const read = readSettings(at(name), settings);
      if (read === null) return { ok: false, reason: `${at(name)} has settings that only running it would tell` };
      const isOxfmt = OXFMT_FILES.includes(name);
      if (isOxfmt && ignoredBy(read['ignorePatterns'], own)) return { ok: false, reason: `${at(name)} leaves it out` };
      return {
        ok: true,
        said: true,
        style: { ...lineEnd, ...(isOxfmt ? {} : PRETTIER), ...editor, ...optionsOf(read, own, isOxfmt) },
      };
    }
    const manifest = readPackages(tree).all.find((each) => each.directory === directory);
    const inManifest = manifest?.json['prettier'];
    if (isObject(inManifest))
      return {
        ok: true,
        said: true,
        style: { ...lineEnd, ...PRETTIER, ...editor, ...optionsOf(inManifest, own, false) },
      };
    if (typeof inManifest === 'string') return { ok: false, reason: `its settings are in the package ${inManifest}` };
    const other = OTHERS.find((name) => tree.paths.has(at(name)));
    if (other !== undefined) return { ok: false, reason: `${at(other)} says that another formatter lays it out` };
    for (const name of ['standard', 'xo', 'semistandard', '@biomejs/biome'])
      if (manifest?.dependencies.has(name)) return { ok: false, reason: `${name} lays it out` };
    if (manifest?.dependencies.has('prettier'))
      return { ok: true, said: true, style: { ...lineEnd, ...PRETTIER, ...editor } };
    if (manifest?.dependencies.has('oxfmt')) return { ok: true, said: true, style: { ...lineEnd, ...editor } };
  }
  return { ok: true, said: false, style: { ...lineEnd, ...PRETTIER, ...packageStyle(tree, path), ...editor } };
}

function optionsOf(settings: JsonObject, path: string, isOxfmt: boolean): Style {
  const plain = (table: JsonObject) =>
    Object.fromEntries(
      Object.entries(table).filter(
        ([key, value]) =>
          (isOxfmt ? !/^(?:overrides|ignorePatterns|\$schema)$/.test(key) : PRETTIER_KEYS.test(key)) &&
          value !== 'auto',
      ),
    );
  const overrides = Array.isArray(settings['overrides']) ? settings['overrides'].filter((each) => isObject(each)) : [];
  const matching = overrides.filter((each) => matches(each['files'], path) && !matches(each['excludeFiles'], path));
  const merged = matching.reduce(
    (all, each) => (isObject(each['options']) ? { ...all, ...plain(each['options']) } : all),
    plain(settings),
  );
  return merged as Style;
}

function matches(globs: Json | undefined, path: string): boolean {
  const list =
    typeof globs === 'string' ? [globs] : Array.isArray(globs) ? globs.filter((each) => typeof each === 'string') : [];
  return list.some((glob) =>
    picomatch.isMatch(path, glob.replace(/^\.\//, ''), { basename: !glob.includes('/'), dot: true }),
  );
}

function ignoredBy(patterns: Json | undefined, path: string): boolean {
  return (
    Array.isArray(patterns) &&
    ignore()
      .add(patterns.filter((each) => typeof each === 'string'))
      .ignores(path)
  );
}

function isIgnored(tree: SourceTree, path: string): boolean {
  return ancestorsOf(directoryOf(path)).some((directory) => {
    const text = tree.files.get(directory === '.' ? '.prettierignore' : `${directory}/.prettierignore`);
    return (
      text !== undefined &&
      ignore()
        .add(text)
        .ignores(directory === '.' ? path : path.slice(directory.length + 1))
    );
  });
}
