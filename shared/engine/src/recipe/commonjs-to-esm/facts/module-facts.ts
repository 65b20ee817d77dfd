import { analyzeScopes } from '../../../js/scope.ts';
import { parsesOf } from '../../../js/parse-cache.ts';
import { parentsOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import type { SourceTree } from '../../recipe.ts';
import { readExports } from './read-exports.ts';
import type { ExportFacts } from './read-exports.ts';
import { findHazards } from './find-hazards.ts';
import { readMeta } from './read-meta.ts';
import type { MetaFacts } from './read-meta.ts';
import { readRequires } from './read-requires.ts';
import type { RequireSite } from './read-requires.ts';
import type { Reason, SourceFacts } from './source-facts.ts';

export interface ModuleFacts extends SourceFacts {
  /** `neutral`: neither CommonJS nor ES module syntax. */
  readonly form: 'commonjs' | 'esm' | 'neutral';
  readonly requires: readonly RequireSite[];
  readonly exports: ExportFacts;
  readonly meta: MetaFacts;
  /** Why this file cannot become an ES module, whatever its neighbours do. */
  readonly blockers: readonly Reason[];
}

const factsByTree = new WeakMap<SourceTree, Map<string, ModuleFacts | null>>();

/** What one file does with CommonJS; null when it cannot be read as code. */
export function moduleFacts(tree: SourceTree, path: string): ModuleFacts | null {
  const known = factsByTree.get(tree) ?? new Map<string, ModuleFacts | null>();
  factsByTree.set(tree, known);
  const cached = known.get(path);
  if (cached !== undefined) return cached;
  const facts = readFacts(tree, path);
  known.set(path, facts);
  return facts;
}

function readFacts(tree: SourceTree, path: string): ModuleFacts | null {
  const outcome = parsesOf(tree).get(path);
  if (!outcome?.ok) return null;
  const { module } = outcome;
  const esm = module.sourceType === 'module';
  const scopes = analyzeScopes(esm ? module : { ...module, sourceType: 'commonjs' });
  const globalScope = scopes.globalScope;
  const top = globalScope?.childScopes[0] ?? globalScope;
  if (!globalScope || !top) return null;
  const free = new Map<string, JsNode[]>();
  for (const reference of globalScope.through) {
    const identifier = reference.identifier as unknown as JsNode;
    const name = reference.identifier.name as string;
    free.set(name, [...(free.get(name) ?? []), identifier]);
  }
  const program = module.program as unknown as JsNode;
  const body = module.program.body as unknown as readonly JsNode[];
  const source: SourceFacts = {
    path,
    text: module.text,
    body,
    comments: module.comments,
    parents: parentsOf(program),
    scopes,
    top,
    free,
    strict: body.some((statement) => statement['directive'] === 'use strict'),
  };
  const requires = readRequires(source);
  const exports = readExports(source);
  const meta = readMeta(source);
  const commonjs = ['require', 'module', 'exports'].some((name) => free.has(name));
  const form = esm || hasModuleSyntax(body) ? 'esm' : commonjs ? 'commonjs' : 'neutral';
  const blockers = form === 'esm' ? [] : [...meta.blockers, ...findHazards(source)];
  if (form !== 'esm' && exports.kind === 'unclear') blockers.push(exports.why);
  return { ...source, form, requires, exports, meta, blockers };
}

function hasModuleSyntax(body: readonly JsNode[]): boolean {
  return body.some((statement) => /^(Import|Export)/.test(statement.type));
}
