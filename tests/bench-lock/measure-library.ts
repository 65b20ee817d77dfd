import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { lockTarget } from '@iama/runner/lock/lock-target';
import type { LockedFile } from '@iama/runner/lock/lock-target';
import { findConfinement } from '@iama/runner/sandbox/find-confinement';
import { openFolder } from '@iama/runner/workspace/open-folder';
import { readTree } from '@iama/runner/workspace/read-tree';
import { faultyFiles } from './faulty-files.ts';
import { rerunTests } from './rerun-tests.ts';

export interface LibraryOrder {
  /** Its sources, with its tests and what they need installed. It is copied, and only the copy is used. */
  readonly folder: string;
  readonly most_files: number;
  readonly most_mutants: number;
  /** So often the written tests are run again on the unchanged code. */
  readonly reruns: number;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/** What pinned one file, counted. `steady_runs` of `reruns` passed whole. */
export interface MeasuredFile {
  readonly library: string;
  readonly path: string;
  readonly tests: number;
  readonly existing: number;
  readonly steady_runs: number;
  readonly faults: {
    readonly tried: number;
    readonly by_existing: number;
    readonly by_written: number;
    readonly noticed: number;
  };
  /** What no test noticed, and why calls were left out. */
  readonly left: readonly string[];
  /** Why nothing was pinned; null where something was. */
  readonly not_pinned: string | null;
}

const PATIENT_MS = 120_000;
/** Pin the files of a library in which most can go wrong, and measure the pins as `iama lock` does. */
export async function measureLibrary(order: LibraryOrder): Promise<readonly MeasuredFile[]> {
  const base = await mkdtemp(join(tmpdir(), 'iama-bench-lock-'));
  const library = basename(order.folder);
  const root = join(base, library);
  try {
    await cp(order.folder, root, { recursive: true, verbatimSymlinks: true });
    const workspace = await openFolder(root, root);
    const { tree } = await readTree(workspace, order.signal);
    const measured: MeasuredFile[] = [];
    for (const path of faultyFiles(tree).slice(0, order.most_files)) {
      const report = await lockTarget({
        workspace,
        target: { kind: 'file', path },
        confinement: await findConfinement(),
        runs: 3,
        timeout_ms: PATIENT_MS,
        budget_ms: Number.MAX_SAFE_INTEGER,
        most_mutants: order.most_mutants,
        most_per_function: 30,
        signal: order.signal,
        progress: order.progress,
      });
      const [file] = report.files;
      const steady_runs = file ? await rerunTests(workspace, file.pinned, file.place, order) : 0;
      const reason = report.skipped.find((each) => each.path === path)?.reason ?? null;
      measured.push({
        library,
        path,
        existing: report.baseline.steady,
        steady_runs,
        not_pinned: reason,
        left: file ? leftOpen(file) : [],
        ...counted(file),
      });
    }
    return measured;
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

function counted(file: LockedFile | undefined): Pick<MeasuredFile, 'tests' | 'faults'> {
  if (!file) return { tests: 0, faults: { tried: 0, by_existing: 0, by_written: 0, noticed: 0 } };
  const { run, killed, killed_by_existing, killed_by_generated } = file.strength;
  return {
    tests: file.pinned.tests?.count ?? 0,
    faults: { tried: run, by_existing: killed_by_existing, by_written: killed_by_generated, noticed: killed },
  };
}

function leftOpen({ pinned, strength }: LockedFile): readonly string[] {
  const reasons = Map.groupBy(pinned.dropped, ({ reason }) => reason);
  return [
    ...[...reasons].map(([reason, calls]) => `${calls.length} calls left out: ${reason}`),
    ...strength.mutants.flatMap(({ line, words, killed_by }) =>
      killed_by.length === 0 ? [`line ${line} not noticed: ${words}`] : [],
    ),
  ];
}
