import type { Finding, Kept } from '@iama/contracts/recipe';
import { baseNameOf, directoryOf, isInside } from '../../js/paths.ts';
import { applyEdits } from '../../patch/apply-edits.ts';
import { composeEdits } from '../../patch/compose-edits.ts';
import type { FileChange } from '../../patch/file-change.ts';
import type { RecipeRequest, RecipeResult, SourceTree } from '../recipe.ts';
import type { ModuleFacts } from './facts/module-facts.ts';
import type { Reason } from './facts/source-facts.ts';
import type { Conversion } from './plan/conversion.ts';
import { exportModes } from './plan/export-mode.ts';
import { leafCandidates } from './plan/leaf-candidates.ts';
import { allFacts } from './plan/all-facts.ts';
import { settle } from './plan/settle.ts';
import type { Settlement } from './plan/settle.ts';
import { faultOfModule } from './rewrite/check-module.ts';
import { readJsonText, renamePaths } from './rewrite/json-object.ts';
import { rewriteModule } from './rewrite/rewrite-module.ts';
import { manifestPath, scopeOf } from './tree/manifest.ts';
import { relativeSpecifier } from './tree/relative-specifier.ts';
import { resolveRequire } from './tree/resolve-require.ts';

/** Programs that nobody else loads become `.mjs` files; packages keep their type. */
export function runLeaves({ tree, target }: RecipeRequest): RecipeResult {
  const everything = allFacts(tree);
  const { candidates, kept } = leafCandidates(tree, target.path, everything);
  const taken = new Map<string, Reason>();
  for (;;) {
    const settlement = settle(tree, candidates, taken, () => false);
    const idle = everything.filter((facts) => settlement.convert.has(facts.path) && importsNothing(facts, settlement));
    for (const { path } of idle) taken.set(path, { line: null, reason: 'each of its requires would stay a require' });
    if (idle.length > 0) continue;
    const result = emitLeaves(tree, everything, settlement);
    if (result.faults.size === 0) {
      const stays: Kept[] = [...settlement.stay].map(([path, { line, reason }]) => ({
        path,
        symbol: null,
        line,
        reason,
      }));
      const inTarget = [...kept, ...stays].filter(({ path }) => isInside(path, target.path));
      return { findings: result.findings, changes: result.changes, kept: inTarget, skipped: [] };
    }
    for (const [path, reason] of result.faults) taken.set(path, reason);
  }
}

/** A new name and `createRequire` on top would be all that such a file gains. */
function importsNothing({ requires }: ModuleFacts, { strategies }: Settlement): boolean {
  return requires.length > 0 && requires.every(({ call }) => strategies.get(call)?.how === 'require');
}

function emitLeaves(
  tree: SourceTree,
  everything: readonly ModuleFacts[],
  settlement: Settlement,
): { findings: Finding[]; changes: FileChange[]; faults: Map<string, Reason> } {
  const renames = new Map([...settlement.convert].map((path) => [path, path.replace(/\.c?js$/, '.mjs')]));
  const modes = exportModes(tree, everything, settlement.convert, new Set());
  const conversion: Conversion = { tree, settlement, modes, renames, entries: new Set(), metaDirname: false };
  const groupOf = leafGroups(tree, everything, settlement.convert);
  const findings: Finding[] = [];
  const changes: FileChange[] = [];
  const faults = new Map<string, Reason>();
  for (const facts of everything) {
    const new_path = renames.get(facts.path);
    if (new_path === undefined) continue;
    const finding_id = `commonjs-to-esm:convert_program:${facts.path}`;
    const edits = rewriteModule(conversion, facts).map(({ start, end, text }) => ({
      start,
      end,
      replacement: text,
      finding_id,
    }));
    const composed = composeEdits(facts.path, facts.text, edits);
    const fault = composed.ok ? faultOfModule(applyEdits(facts.text, composed.edits)) : composed.refusal.message;
    if (fault !== null || !composed.ok) {
      faults.set(facts.path, { line: null, reason: fault ?? 'its edits contradict each other' });
      continue;
    }
    const message = `nobody loads it as a module, so it can be an ES module by its name: ${new_path}`;
    findings.push({
      id: finding_id,
      kind: 'convert_program',
      path: facts.path,
      symbol: null,
      line: 1,
      message,
      group: groupOf(facts.path),
    });
    changes.push({ change: 'rename', path: facts.path, new_path, finding_id, edits: composed.edits });
  }
  const { findings: mentions, changes: manifests } = renameInManifests(tree, renames, groupOf);
  return {
    findings: [...findings, ...mentions],
    changes: [...changes, ...manifests].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    faults,
  };
}

/** `"build": "node scripts/build.js"` follows the file it names; each name belongs to the group of its file. */
function renameInManifests(
  tree: SourceTree,
  renames: ReadonlyMap<string, string>,
  groupOf: (path: string) => string,
): { findings: Finding[]; changes: FileChange[] } {
  const findings: Finding[] = [];
  const changes: FileChange[] = [];
  for (const directory of new Set([...renames.keys()].map((path) => scopeOf(tree, path)))) {
    const json = directory === null ? null : readJsonText(tree.files.get(manifestPath(directory)) ?? '');
    if (directory === null || !json) continue;
    const edits = [];
    for (const [from, to] of renames) {
      if (scopeOf(tree, from) !== directory) continue;
      const finding_id = `commonjs-to-esm:update_reference:${manifestPath(directory)}:${from}`;
      const found = renamePaths(
        json,
        new Map([[relativeSpecifier(directory, from).slice(2), relativeSpecifier(directory, to).slice(2)]]),
      );
      if (found.length === 0) continue;
      findings.push({
        id: finding_id,
        kind: 'update_reference',
        path: manifestPath(directory),
        symbol: null,
        line: 1,
        message: `names ${baseNameOf(to)} instead of ${baseNameOf(from)}`,
        group: groupOf(from),
      });
      edits.push(...found.map(({ start, end, text }) => ({ start, end, replacement: text, finding_id })));
    }
    const composed = composeEdits(manifestPath(directory), json.text, edits);
    if (composed.ok && composed.edits.length > 0)
      changes.push({ change: 'modify', path: manifestPath(directory), edits: composed.edits });
  }
  return { findings, changes };
}

/** Files that load each other travel together; a script line that names several files ties those too. */
function leafGroups(
  tree: SourceTree,
  everything: readonly ModuleFacts[],
  convert: ReadonlySet<string>,
): (path: string) => string {
  const parent = new Map<string, string>([...convert].map((path) => [path, path]));
  const rootOf = (path: string): string => {
    const next = parent.get(path) as string;
    return next === path ? path : rootOf(next);
  };
  const tie = (a: string, b: string): void => void parent.set(rootOf(b), rootOf(a));
  for (const facts of everything) {
    if (!convert.has(facts.path)) continue;
    for (const { specifier } of facts.requires) {
      const target = resolveRequire(tree, facts.path, specifier);
      if (target.kind === 'file' && convert.has(target.path)) tie(facts.path, target.path);
    }
  }
  for (const directory of new Set([...convert].map((path) => scopeOf(tree, path)))) {
    const json = directory === null ? undefined : tree.files.get(manifestPath(directory));
    for (const line of json?.split('\n') ?? []) {
      const named = [...convert].filter(
        (path) => line.includes(baseNameOf(path)) && isInside(directoryOf(path), directory ?? '.'),
      );
      for (const path of named.slice(1)) tie(named[0] as string, path);
    }
  }
  return (path) => `programs:${rootOf(path)}`;
}
