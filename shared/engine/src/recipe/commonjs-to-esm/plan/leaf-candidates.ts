import type { Kept } from '@iama/contracts/recipe';
import { baseNameOf, isInside } from '../../../js/paths.ts';
import type { SourceTree } from '../../recipe.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { isConfigFile, isFixture, isTestFile, isVendored } from '../tree/file-roles.ts';
import { manifestOf, scopeOf, stringsIn } from '../tree/manifest.ts';
import { resolveRequire } from '../tree/resolve-require.ts';
import { namedInCode } from './stay-names.ts';

/**
 * CommonJS files of the target that may become `.mjs` without anybody else noticing: no test, no configuration, nothing
 * a package offers to others, and named nowhere but in requires and package.json scripts.
 */
export function leafCandidates(
  tree: SourceTree,
  target: string,
  everything: readonly ModuleFacts[],
): { candidates: Set<string>; kept: Kept[] } {
  const candidates = new Set<string>();
  const kept: Kept[] = [];
  const esmImports = new Set<string>();
  for (const facts of everything) {
    if (facts.form !== 'esm') continue;
    for (const statement of facts.body) {
      const source = (statement['source'] as { value?: unknown } | null | undefined)?.value;
      const found = typeof source === 'string' ? resolveRequire(tree, facts.path, source) : null;
      if (found?.kind === 'file') esmImports.add(found.path);
    }
  }
  for (const facts of everything) {
    const { path } = facts;
    if (facts.form !== 'commonjs' || !/\.c?js$/.test(path) || !isInside(path, target)) continue;
    if (isVendored(path) || isFixture(path)) continue;
    const reason = obstacle(tree, everything, esmImports, path);
    if (reason === null) candidates.add(path);
    else kept.push({ path, symbol: null, line: null, reason });
  }
  return { candidates, kept };
}

function obstacle(
  tree: SourceTree,
  everything: readonly ModuleFacts[],
  esmImports: ReadonlySet<string>,
  path: string,
): string | null {
  if (isTestFile(path)) return 'it is a test, and renaming it would lose its history of results';
  if (isConfigFile(path)) return 'tools look for it by its name';
  if (esmImports.has(path)) return 'ES modules import it by its name';
  if (tree.paths.has(path.replace(/\.c?js$/, '.mjs')))
    return 'there is a file of its name with the extension .mjs already';
  const scope = scopeOf(tree, path);
  const manifest = scope === null ? null : manifestOf(tree, scope);
  const prefix = scope === null || scope === '.' ? '' : `${scope}/`;
  const offered = ['main', 'exports', 'bin', 'browser', 'module', 'imports'].flatMap((field) =>
    stringsIn(manifest?.[field]),
  );
  const inside = path.slice(prefix.length);
  if (offered.some(({ text }) => sameModule(text, inside))) return 'the package offers it to others by this name';
  if (inside === 'index.js' && manifest?.['main'] === undefined) return 'it is the entry of the package';
  const tooled = stringsIn(manifest).find(
    ({ trail, text }) => trail[0] !== 'scripts' && trail[0] !== 'files' && sameModule(text, inside),
  );
  if (tooled) return `package.json names it in ${tooled.trail.join('.')}`;
  const told = namedInProse(tree, scope ?? '.', inside);
  if (told !== null) return `${told} tells people its name`;
  const naming = namedInCode(everything, path) ?? namedInText(tree, path);
  return naming === null ? null : `${naming} names the file, and renaming it could break that`;
}

function sameModule(text: string, path: string): boolean {
  const plain = text.replace(/^\.\//, '').replace(/\/$/, '');
  return plain === path || `${plain}.js` === path || `${plain}/index.js` === path;
}

/** Documentation that gives the file's path; the history of a package may go on telling old names. */
function namedInProse(tree: SourceTree, directory: string, inside: string): string | null {
  for (const [other, text] of tree.files) {
    if (
      !/\.(md|markdown|mdx|rst|txt|adoc)$/i.test(other) ||
      /(^|\/)(CHANGE|HISTORY|RELEASE)|node_modules\//i.test(other)
    )
      continue;
    if (isInside(other, directory) && inside.includes('/') && text.includes(inside)) return other;
  }
  return null;
}

/** Build files, workflows and scripts that name the file; prose and package.json do not count. */
function namedInText(tree: SourceTree, path: string): string | null {
  const base = baseNameOf(path);
  for (const [other, text] of tree.files) {
    if (
      /\.([cm]?jsx?|md|markdown|txt|html?)$/i.test(other) ||
      /(^|\/)(package(-lock)?\.json|LICENSE|CHANGELOG|HISTORY)/i.test(other)
    )
      continue;
    if (other.includes('node_modules/')) continue;
    if (text.includes(`/${base}`) || text.includes(` ${base}`)) return other;
  }
  return null;
}
