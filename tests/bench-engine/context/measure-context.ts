import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { collectSlices } from '@iama/runner/context/collect-slices';
import { ContextFiles } from '@iama/runner/context/context-files';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';
import { figure } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { generatedRepository } from '../generated-repository.ts';
import { ignoreLikeGit } from './ignore-like-git.ts';

const SIZE = { files: 10_000, bytes: 60_000_000, files_with_flag: 0 };
const ROUNDS = 5;

/** Contexts in a repository of 10,000 TypeScript files, cold and after an edit, and ignore files against git. */
export async function measureContext(seed: number, cases: number): Promise<readonly Figure[]> {
  const root = await mkdtemp(join(tmpdir(), 'iama-context-'));
  try {
    const texts = generatedRepository(SIZE, seed);
    for (const [path, text] of texts) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    const workspace = await openWorkspace(root);
    const cold = await median(async () => build(new ContextFiles(workspace), 4711));
    const files = new ContextFiles(workspace);
    await build(files, 4711);
    const warm = await median(async (round) => {
      await appendFile(join(root, moduleAt(4711 - (round % 2))), `\n// edited ${round}\n`);
      return await build(files, 4711);
    });
    const { cases: judged, differences } = await ignoreLikeGit(cases, seed);
    for (const each of differences.slice(0, 5)) console.log(`        ${each}`);
    return [
      figure(
        'context in 10,000 files, cold',
        cold.wall,
        { at_most: 2000 },
        'ms',
        `${cold.cpu.toFixed(0)} ms of processor time`,
      ),
      figure('context after an edit', warm.wall, { at_most: 150 }, 'ms', `${warm.cpu.toFixed(0)} ms of processor time`),
      figure(`ignore decisions unlike git's, of ${judged}`, differences.length, { at_most: 0 }, 'cases'),
    ];
  } finally {
    await rm(root, { recursive: true, force: true });
  }

  async function build(files: ContextFiles, at: number): Promise<Spent> {
    const workspace = await openWorkspace(root);
    return await timed(async () => {
      const target = { kind: 'file', path: moduleAt(at) } as const;
      const context = await collectSlices({
        workspace,
        files,
        data_dir: join(root, '.iama-data'),
        target,
        budget: 128_000,
      });
      if (context.slices.length < 4) throw new Error(`Only ${context.slices.length} pieces were found.`);
    });
  }
}

interface Spent {
  /** Milliseconds. */
  readonly wall: number;
  readonly cpu: number;
}

function moduleAt(index: number): string {
  return `src/area${Math.floor(index / 100)}/module${index}.ts`;
}

async function timed(work: () => Promise<unknown>): Promise<Spent> {
  const began = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - began, cpu: (user + system) / 1000 };
}

async function median(work: (round: number) => Promise<Spent>): Promise<Spent> {
  const all: Spent[] = [];
  for (let round = 0; round < ROUNDS; round += 1) all.push(await work(round));
  const middle = (pick: (spent: Spent) => number): number =>
    all.map(pick).toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  return { wall: middle(({ wall }) => wall), cpu: middle(({ cpu }) => cpu) };
}
