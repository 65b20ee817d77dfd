import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PlanLevel } from '@iama/contracts/recipe';
import { buildPatch } from '../../patch/build-patch.ts';
import { applyEdits } from '../../patch/apply-edits.ts';
import type { RecipeResult, SourceTree } from '../recipe.ts';
import { commonjsToEsm } from './commonjs-to-esm.ts';

export type Files = Readonly<Record<string, string>>;

export function treeOf(files: Files): SourceTree {
  return { files: new Map(Object.entries(files)), paths: new Set(Object.keys(files)) };
}

export function convert(
  files: Files,
  level: PlanLevel = 'STANDARD',
  target = '.',
  exclude: readonly string[] = [],
  installed: ReadonlyMap<string, string> = new Map(),
): { result: RecipeResult; files: Record<string, string> } {
  const tree = { ...treeOf(files), installed };
  const kind = /\.\w+$/.test(target) ? 'file' : 'folder';
  const result = commonjsToEsm.run({ tree, target: { kind, path: target }, level, exclude: new Set(exclude) });
  // The patch builder refuses contradictions: every result has to pass it.
  buildPatch(tree, result.changes, result.findings);
  const after: Record<string, string> = { ...files };
  for (const change of result.changes) {
    if (change.change === 'create') after[change.path] = change.text;
    else {
      const text = after[change.path] ?? '';
      if (change.change !== 'modify') delete after[change.path];
      if (change.change === 'modify') after[change.path] = applyEdits(text, change.edits);
      if (change.change === 'rename') after[change.new_path] = applyEdits(text, change.edits);
    }
  }
  return { result, files: after };
}

/** A folder with those files, for as long as `use` runs. */
export function onDisk<T>(files: Files, use: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'commonjs-to-esm-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What `node program` prints, its errors included. */
export function run(directory: string, program: string, args: readonly string[] = []): string {
  try {
    return execFileSync(process.execPath, [...args, program], {
      cwd: directory,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    return `${stdout ?? ''}\n${stderr ?? ''}`;
  }
}

/** All text files below a folder of the real disk. */
export function readTree(directory: string, prefix = ''): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(join(directory, prefix), { withFileTypes: true })) {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) Object.assign(files, readTree(directory, path));
    else files[path] = readFileSync(join(directory, path), 'utf8');
  }
  return files;
}
