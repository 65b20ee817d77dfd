import assert from 'node:assert/strict';
import type { PlanLevel } from '@iama/contracts/recipe';
import type { Target } from '@iama/contracts/workspace/target';
import { applyPatch } from '../../patch/apply-patch.ts';
import { buildPatch } from '../../patch/build-patch.ts';
import type { RecipeResult } from '../recipe.ts';
import { unusedCode } from './unused-code.ts';

export interface Ran {
  readonly result: RecipeResult;
  /** The files afterwards. */
  readonly files: Readonly<Record<string, string>>;
}

/** Run the recipe over files given as texts, apply its patch, and check what must hold for every run. */
export function runOn(
  files: Readonly<Record<string, string>>,
  level: PlanLevel = 'CONSERVATIVE',
  target: Target = { kind: 'folder', path: '.' },
  exclude: readonly string[] = [],
): Ran {
  const tree = { files: new Map(Object.entries(files)), paths: new Set(Object.keys(files)) };
  const result = unusedCode.run({ tree, target, level, exclude: new Set(exclude) });
  const patch = buildPatch(tree, result.changes, result.findings);
  const applied = applyPatch(patch, (path) => files[path] ?? null);
  assert.ok(applied.ok, JSON.stringify(applied));
  const after: Record<string, string> = { ...files };
  for (const { path, after: text } of applied.files) {
    if (text === null) delete after[path];
    else after[path] = text;
  }
  const ids = new Set(result.findings.map((finding) => finding.id));
  assert.equal(ids.size, result.findings.length, 'finding ids are unique');
  const named = new Set(patch.files.flatMap((file) => file.hunks.flatMap((hunk) => hunk.finding_ids)));
  assert.deepEqual(
    [...named].toSorted(),
    [...ids].toSorted(),
    'every finding is in a hunk, and every hunk has its findings',
  );
  return { result, files: after };
}

/** One module's text afterwards, with nothing else in the workspace but its package. */
export function cleaned(text: string, level: PlanLevel = 'CONSERVATIVE', path = 'src/a.ts'): string {
  return (
    runOn({ 'package.json': '{"name":"p","private":true,"type":"module"}', [path]: text }, level).files[path] ??
    '(deleted)'
  );
}

export function reasonsOf(ran: Ran): string[] {
  return ran.result.kept.map(({ symbol, reason }) => `${symbol ?? ''}: ${reason}`);
}

describe('the harness', () => {
  it('gives back a file with nothing to remove as it was', () => {
    assert.equal(cleaned('export const a = 1;\n'), 'export const a = 1;\n');
  });
});
