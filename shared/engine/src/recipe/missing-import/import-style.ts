import { languageOf } from '../../js/parse.ts';
import { resolverOf } from '../../js/resolve.ts';
import type { SourceTree } from '../recipe.ts';

/** How relative imports are written: `./a`, `./a.js`, or `./a.ts`. */
export type Ending = 'none' | 'js' | 'ts';

export interface ImportStyle {
  readonly quote: 'single' | 'double';
  readonly ending: Ending;
}

const RELATIVE = /(?:\bfrom|\bimport|\brequire\s*\()\s*(['"])(\.{1,2}\/[^'"\n]*)\1/g;

interface Count {
  single: number;
  double: number;
  none: number;
  js: number;
  ts: number;
}

const counts = new WeakMap<SourceTree, Map<string, Count>>();

/** The style of a file by its own imports, else by those of its package, else by what its loader needs. */
export function importStyle(tree: SourceTree, path: string): ImportStyle {
  const own = countIn(tree.files.get(path) ?? '');
  const { packages, settings } = resolverOf(tree);
  const owner = packages.owning(path);
  const around = countsOf(tree).get(owner?.path ?? '');
  const isModule = owner?.isModule === true || /\.m[jt]s$/.test(path);
  const { single, double } = own.single + own.double > 0 ? own : (around ?? own);
  const seen = [own, around].find((each) => each && each.none + each.js + each.ts > 0);
  const asNeeded = settings.option(path, 'allowImportingTsExtensions') === true ? 'ts' : isModule ? 'js' : 'none';
  return { quote: double > single ? 'double' : 'single', ending: seen ? most(seen) : asNeeded };
}

function most({ none, js, ts }: Count): Ending {
  if (ts > js && ts > none) return 'ts';
  return js > none ? 'js' : 'none';
}

function countsOf(tree: SourceTree): Map<string, Count> {
  const known = counts.get(tree);
  if (known) return known;
  const { packages } = resolverOf(tree);
  const found = new Map<string, Count>();
  for (const [path, text] of tree.files) {
    if (languageOf(path) === null || path.includes('node_modules/')) continue;
    const key = packages.owning(path)?.path ?? '';
    const sum = found.get(key) ?? { single: 0, double: 0, none: 0, js: 0, ts: 0 };
    const own = countIn(text);
    for (const name of Object.keys(own) as (keyof Count)[]) sum[name] += own[name];
    found.set(key, sum);
  }
  counts.set(tree, found);
  return found;
}

function countIn(text: string): Count {
  const count: Count = { single: 0, double: 0, none: 0, js: 0, ts: 0 };
  for (const [, quote, specifier = ''] of text.matchAll(RELATIVE)) {
    count[quote === '"' ? 'double' : 'single'] += 1;
    const extension = /\.([cm]?[jt]sx?)$/.exec(specifier)?.[1];
    count[extension === undefined ? 'none' : extension.includes('t') ? 'ts' : 'js'] += 1;
  }
  return count;
}
