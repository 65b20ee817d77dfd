import type { SourceTree } from '../../recipe.ts';
import type { Reason } from '../facts/source-facts.ts';
import { lineAt } from '../facts/source-facts.ts';
import { computedFolders } from '../facts/computed-requires.ts';
import { resolveRequire } from '../tree/resolve-require.ts';
import type { JsNode } from '../../../js/walk.ts';
import { isInside } from '../../../js/paths.ts';
import { unsafeCircles } from './load-order.ts';
import type { Edge } from './load-order.ts';
import { allFacts, importedPaths } from './all-facts.ts';
import { siteStrategy } from './site-strategy.ts';
import type { SiteStrategy } from './site-strategy.ts';

/** Which files become ES modules, and what becomes of each require in them. */
export interface Settlement {
  readonly convert: ReadonlySet<string>;
  readonly stay: ReadonlyMap<string, Reason>;
  /** By the node of the `require()` call. */
  readonly strategies: ReadonlyMap<JsNode, SiteStrategy>;
  readonly imported: ReadonlySet<string>;
}

/**
 * Start from what should convert and take back what cannot, until nothing moves: a file that stays CommonJS can only
 * require CommonJS, so what it requires stays as well.
 */
export function settle(
  tree: SourceTree,
  candidates: ReadonlySet<string>,
  forced: ReadonlyMap<string, Reason>,
  jsonImports: (path: string) => boolean,
): Settlement {
  const convert = new Set([...candidates].filter((path) => !forced.has(path)));
  const stay = new Map<string, Reason>(forced);
  const everything = allFacts(tree);
  const imported = importedPaths(tree, everything);
  const keep = (path: string, reason: Reason): void => {
    if (!convert.delete(path)) return;
    stay.set(path, reason);
    moved = true;
  };
  let moved = true;
  let strategies = new Map<JsNode, SiteStrategy>();
  while (moved) {
    moved = false;
    strategies = new Map();
    const edges: Edge[] = [];
    for (const facts of everything) {
      if (!convert.has(facts.path)) continue;
      const blocker = facts.blockers[0];
      if (blocker) keep(facts.path, blocker);
      for (const site of facts.requires) {
        const strategy = siteStrategy({ tree, convert, imported, jsonImports: jsonImports(facts.path) }, facts, site);
        strategies.set(site.call, strategy);
        if (strategy.how === 'blocked')
          keep(facts.path, { line: lineAt(facts.text, site.call.start), reason: strategy.reason });
        const target = resolveRequire(tree, facts.path, site.specifier);
        if (strategy.how === 'import' && target.kind === 'file' && convert.has(target.path)) {
          edges.push({ from: facts, site, to: target.path });
        }
      }
    }
    if (moved) continue;
    for (const { from, site, to } of unsafeCircles(edges, (path) => !imported.has(path))) {
      keep(from.path, {
        line: lineAt(from.text, site.call.start),
        reason: `it and ${to} require each other and need each other while they load`,
      });
    }
    for (const facts of everything) {
      if (facts.form === 'esm' || convert.has(facts.path)) continue;
      for (const site of facts.requires) {
        const target = resolveRequire(tree, facts.path, site.specifier);
        if (target.kind === 'file')
          keep(target.path, { line: null, reason: `${facts.path} stays CommonJS and requires it` });
      }
      for (const folder of computedFolders(facts)) {
        for (const path of convert) {
          if (isInside(path, folder))
            keep(path, { line: null, reason: `${facts.path} requires files of its folder by computed names` });
        }
      }
    }
  }
  return { convert, stay, strategies, imported };
}
