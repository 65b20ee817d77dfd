/**
 * Kills an apply of many files with SIGKILL at random moments, recovers, and looks at every file:
 *
 *     node tests/bench-engine/kill-apply.ts [kills] [seed]
 *
 * Only kills that hit an unfinished transaction count; the others are repeated.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import { recoverTransactions } from '@iama/runner/apply/recover-transactions';
import { prepareEdits } from '@iama/runner/edit/prepare-edits';
import { revertJob } from '@iama/runner/revert/revert-job';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';
import { diceOf } from './trace/dice.ts';

const CHILD = fileURLToPath(new URL('kill-apply.child.ts', import.meta.url));
const FILES = 60;

export interface KillFigures {
  readonly ok: boolean;
  readonly kills: number;
  /** Kills that came before the first or after the last write. */
  readonly misses: number;
  /** Files that were neither old nor new after recovery. */
  readonly half_written: number;
  /** Kills after which some files were old and others new. */
  readonly mixed: number;
  readonly line: string;
}

export async function measureKills(kills: number, seed: number): Promise<KillFigures> {
  const dice = diceOf(seed);
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'iama-kill-')));
  try {
    const root = join(base, 'repository');
    const data_dir = join(base, 'data');
    const before = writeFiles(root);
    const workspace = await openWorkspace(root);
    const outcome = await prepareEdits(workspace, PatchEditSet.parse({ edits: editsOf(before) }));
    if (!outcome.ok) throw new Error(outcome.refusals[0]?.message);
    const patch = join(base, 'patch.json');
    writeFileSync(patch, JSON.stringify(outcome.patch));
    const run = (delay: number | null): Promise<number> => apply([root, data_dir, 'job', patch], delay);
    const whole = await run(null);
    const after = new Map([...before.keys()].map((path) => [path, read(root, path)]));
    await revertJob({ workspace, data_dir, job_id: 'job' });
    let [hits, misses, half_written, mixed] = [0, 0, 0, 0];
    while (hits < kills && misses < kills * 3) {
      await run((dice.below(1000) / 1000) * whole);
      const recovered = await recoverTransactions(workspace, data_dir);
      if (recovered.length > 0) hits += 1;
      else misses += 1;
      const states = [...before].map(([path, old]) => {
        const now = read(root, path);
        return now === old ? 'old' : now === after.get(path) ? 'new' : 'half';
      });
      half_written += states.filter((each) => each === 'half').length;
      if (new Set(states).size > 1) mixed += 1;
      if (states.every((each) => each === 'new')) await revertJob({ workspace, data_dir, job_id: 'job' });
    }
    const ok = hits === kills && half_written === 0 && mixed === 0;
    const line = `${hits} kills inside an apply of ${FILES} files (seed ${seed}, ${misses} outside): ${half_written} files half-written, ${mixed} sets mixed`;
    return { ok, kills: hits, misses, half_written, mixed, line };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

/** Ends after `delay` milliseconds of the apply by SIGKILL, or by itself; how long the apply took. */
async function apply(args: readonly string[], delay: number | null): Promise<number> {
  const child = spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  const started = performance.now();
  const timer = delay === null ? null : setTimeout(() => child.kill('SIGKILL'), delay);
  await exited;
  if (timer) clearTimeout(timer);
  return performance.now() - started;
}

function writeFiles(root: string): Map<string, string> {
  const files = new Map<string, string>();
  for (let index = 0; index < FILES; index += 1) {
    const lines = Array.from({ length: 200 + index * 7 }, (_, line) => `value(${index}, ${line});`);
    files.set(`src/part-${index % 6}/file-${index}.txt`, `${lines.join('\n')}\n`);
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  execFileSync('git', ['init', '-q', root]);
  return files;
}

/** Some files are deleted, the others changed near their start and end. */
function editsOf(files: ReadonlyMap<string, string>): object[] {
  return [...files.keys()].map((path, index) => {
    if (index % 10 === 9) return { op: 'DELETE_FILE', path };
    const block = (line: number) => ({
      search: `value(${index}, ${line});\n`,
      replace: `changed(${index}, ${line});\n`,
      whole_lines: true,
    });
    return { op: 'EXACT_SEARCH_REPLACE', path, blocks: [block(1), block(190)] };
  });
}

function read(root: string, path: string): string | null {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
}

if (process.argv[1] === import.meta.filename) {
  const figures = await measureKills(Number(process.argv[2] ?? 200), Number(process.argv[3] ?? Date.now() % 1_000_000));
  console.log(`${figures.ok ? 'kept  ' : 'MISSED'}  ${figures.line}`);
  process.exitCode = figures.ok ? 0 : 1;
}
