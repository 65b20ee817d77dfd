import { readJson } from '../../js/read-json.ts';
import { directoryOf, joinPath } from '../../js/paths.ts';
import { readSource } from '../../syntax/read-source.ts';

const FENCED =
  /^[ \t]*(?:```|~~~)[ \t]*(?:js|javascript|jsx|mjs|cjs|ts|typescript|node)?[ \t]*\n([\s\S]*?)^[ \t]*(?:```|~~~)[ \t]*$/gim;
const LOADS = /^.*\b(?:require\(|from\s+)['"][^'"]+['"].*$/gm;
const MOST_BLOCKS = 60;

/**
 * The examples in a package's README as files beside the target that make their calls: each block by itself, with what other blocks
 * load before it. Blocks that are no code are left out. Pure.
 */
export function readmeExamples(target: string, files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const home = packageFolder(target, files);
  const readme = [...files].find(
    ([path]) => folderOf(path) === home && /(^|\/)readme(\.md|\.markdown)?$/i.test(path),
  )?.[1];
  if (readme === undefined) return new Map();
  const name = ownName(home, target, files);
  const blocks = [...readme.matchAll(FENCED)]
    .slice(0, MOST_BLOCKS)
    .map(([, code = '']) => loadedFrom(code, name, target));
  const loads = [...new Set(blocks.flatMap((code) => [...code.matchAll(LOADS)].map(([line]) => line.trim())))];
  const bare = (name ?? '').replace(/^@[^/]*\//, '').replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  if (
    name !== null &&
    /^[a-z]\w*$/i.test(bare) &&
    !loads.some((line) => new RegExp(`\\b${bare}\\b.*(=|from)`).test(line))
  )
    loads.push(`const ${bare} = require('${ownPath(target)}');`);
  const found = new Map<string, string>();
  for (const [at, code] of blocks.entries()) {
    const path = joinPath(directoryOf(target), `./readme-${at + 1}.test.mjs`) ?? `readme-${at + 1}.test.mjs`;
    const lead = loads.filter((line) => !code.includes(line));
    // What a README shows may be cut short, or declare a name once more.
    const text = [[...lead, code].join('\n'), code].find((each) => readSource(path, each).ok);
    if (text !== undefined) found.set(path, text);
  }
  return found;
}

function loadedFrom(code: string, name: string | null, target: string): string {
  if (name === null) return code;
  const own = ownPath(target);
  return code.replaceAll(`'${name}'`, () => `'${own}'`).replaceAll(`"${name}"`, () => `'${own}'`);
}

function ownPath(target: string): string {
  return `./${target.slice(target.lastIndexOf('/') + 1)}`;
}

function packageFolder(target: string, files: ReadonlyMap<string, string>): string {
  for (let folder = folderOf(target); ; folder = folderOf(folder)) {
    if (folder === '' || files.has(`${folder}/package.json`)) return folder;
  }
}

/** The name by which others load the target; null where that leads to another file. */
function ownName(home: string, target: string, files: ReadonlyMap<string, string>): string | null {
  const manifest = readJson(files.get(home === '' ? 'package.json' : `${home}/package.json`) ?? '') as {
    readonly name?: unknown;
    readonly main?: unknown;
    readonly exports?: unknown;
  } | null;
  const main = [manifest?.main, manifest?.exports, 'index'].find((each) => typeof each === 'string') as string;
  const stem = (path: string): string => path.replace(/^\.\//, '').replace(/(\/index)?(\.[cm]?[jt]s)?$/, '');
  const inside = home === '' ? target : target.slice(home.length + 1);
  return typeof manifest?.name === 'string' && stem(main) === stem(inside) ? manifest.name : null;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
