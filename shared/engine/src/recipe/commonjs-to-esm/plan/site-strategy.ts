import type { SourceTree } from '../../recipe.ts';
import { enclosing, FUNCTIONS } from '../facts/source-facts.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { moduleFacts } from '../facts/module-facts.ts';
import { firstEffect } from '../facts/load-effects.ts';
import { requiredUse } from '../facts/required-uses.ts';
import type { RequireSite } from '../facts/read-requires.ts';
import { importSpecifier, packageShape } from '../tree/package-shape.ts';
import { manifestOf, scopeOf } from '../tree/manifest.ts';
import { resolveRequire } from '../tree/resolve-require.ts';

/** What becomes of one require. */
export type SiteStrategy =
  | { readonly how: 'import' }
  /** Stays a require, made by `createRequire`: the same module at the same moment. */
  | { readonly how: 'require' }
  /** `await import()` where it stands: only in a file that nobody imports. */
  | { readonly how: 'await' }
  | { readonly how: 'json' }
  | { readonly how: 'blocked'; readonly reason: string };

export interface Setting {
  readonly tree: SourceTree;
  /** Files that will be ES modules, as far as known by now. */
  readonly convert: ReadonlySet<string>;
  /** Files that somebody in the tree requires or imports. */
  readonly imported: ReadonlySet<string>;
  /** `import data from './x.json' with { type: 'json' }` is allowed. */
  readonly jsonImports: boolean;
}

export function siteStrategy(setting: Setting, facts: ModuleFacts, site: RequireSite): SiteStrategy {
  const target = resolveRequire(setting.tree, facts.path, site.specifier);
  const late = site.statement > firstEffect(facts, facts.requires);
  const atOnce = site.when === 'eager' && !late;
  const idle = site.when !== 'eager' && requiredUse(facts, site).shape === 'bare';
  if (target.kind === 'builtin') return site.guarded || idle ? { how: 'require' } : { how: 'import' };
  if (target.kind === 'external') {
    return atOnce && canImportPackage(setting.tree, facts, site) ? { how: 'import' } : { how: 'require' };
  }
  if (target.kind === 'missing') {
    if (site.guarded || site.when === 'function') return { how: 'require' };
    return blocked(`it requires ${site.specifier}, which is not in the repository`);
  }
  if (target.path.endsWith('.json')) {
    return setting.jsonImports && site.when === 'eager' ? { how: 'json' } : { how: 'require' };
  }
  if (!/\.[cm]?js$/.test(target.path)) return { how: 'require' };
  const becomesEsm = setting.convert.has(target.path) || moduleFacts(setting.tree, target.path)?.form === 'esm';
  if (!becomesEsm) {
    const early =
      atOnce || (!site.guarded && !idle && !setsTheStage(facts) && loadsQuietly(setting, target.path, new Set()));
    return early ? { how: 'import' } : { how: 'require' };
  }
  if (atOnce) return { how: 'import' };
  if (site.guarded) return blocked(`it requires ${site.specifier} inside try, and an import cannot be caught`);
  if (!idle && !setsTheStage(facts) && loadsQuietly(setting, target.path, new Set())) return { how: 'import' };
  if (!setting.imported.has(facts.path) && mayAwait(facts, site)) return { how: 'await' };
  const why =
    site.when === 'eager'
      ? 'after code that may change what it does'
      : site.when === 'function'
        ? 'inside a function, when it is called'
        : 'only under a condition';
  return blocked(`it loads ${site.specifier} ${why}; an import would load it first`);
}

/** Whether an import of a package surely gives what the require gave. */
function canImportPackage(tree: SourceTree, facts: ModuleFacts, site: RequireSite): boolean {
  if (importSpecifier(tree, facts.path, site.specifier) === null) return false;
  const use = requiredUse(facts, site);
  const shape = packageShape(tree, facts.path, site.specifier);
  return use.shape === 'bare' || shape.exact || (!use.whole && !use.called && !use.mutated);
}

function blocked(reason: string): SiteStrategy {
  return { how: 'blocked', reason };
}

/** `await` is possible here: at the top level, or in a function that is async already. */
function mayAwait(facts: ModuleFacts, site: RequireSite): boolean {
  if (requiredUse(facts, site).shape === 'bare' && site.when === 'function') return false;
  const fn = enclosing(facts, site.call, FUNCTIONS);
  return fn === null || fn['async'] === true;
}

/** The file changes what modules find when they load: an import, which comes first, would load them too early. */
function setsTheStage(facts: ModuleFacts): boolean {
  return /process\.(env|argv)\b[^;\n]*[^=!<>]=(?!=)|\b(global|globalThis)\.\w+\s*=(?!=)|\b(sinon|mock|nock|dotenv|FakeTimers|stub)\b/i.test(
    facts.text,
  );
}

function isInstalledForSure(tree: SourceTree, from: string, name: string): boolean {
  const scope = scopeOf(tree, from);
  const manifest = scope === null ? null : manifestOf(tree, scope);
  return ['dependencies', 'devDependencies'].some((field) => {
    const list = manifest?.[field];
    return typeof list === 'object' && list !== null && name in list;
  });
}

/** Loading the file earlier than before cannot be noticed: declarations only, and of its requires the same is true. */
function loadsQuietly(setting: Setting, path: string, seen: Set<string>): boolean {
  if (seen.has(path)) return true;
  seen.add(path);
  const facts = moduleFacts(setting.tree, path);
  if (!facts || facts.form === 'esm') return false;
  if (firstEffect(facts, facts.requires) !== Number.POSITIVE_INFINITY || facts.text.includes('process.env'))
    return false;
  return facts.requires.every((site) => {
    if (site.when === 'function') return true;
    const target = resolveRequire(setting.tree, path, site.specifier);
    if (target.kind === 'builtin') return true;
    if (target.kind === 'external') return isInstalledForSure(setting.tree, path, target.name);
    return target.kind === 'file' && (!/\.[cm]?js$/.test(target.path) || loadsQuietly(setting, target.path, seen));
  });
}
