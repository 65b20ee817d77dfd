import { Patch } from '@iama/contracts/patch/patch';
import { CollectContextResult } from '@iama/contracts/task/payload';
import type { FileHash } from '@iama/contracts/task/payload';
import type { ReplaySource } from './read-history.ts';

/** Files as a job found them. */
export interface FilesThen {
  readonly files: readonly FileHash[];
  /** All files of the target are among them, so that another one is new. */
  readonly all: boolean;
}

/** What was read when the plans were made; of jobs that did not say so, the files that their patches were made from. Pure. */
export function filesThen({ bodies }: Pick<ReplaySource, 'bodies'>): FilesThen {
  for (const body of bodies.values()) {
    const analysis = CollectContextResult.safeParse(body);
    if (analysis.data?.target_files) return { files: analysis.data.target_files, all: true };
  }
  const files = [...bodies.values()].flatMap((body) =>
    (Patch.safeParse(body).data?.files ?? []).flatMap(({ path, base_sha256: sha256 }) =>
      sha256 === null ? [] : [{ path, sha256 }],
    ),
  );
  return { files, all: false };
}

/** Differing, missing and new files by path. Pure. */
export function changedFiles({ files, all }: FilesThen, now: readonly FileHash[]): string[] {
  const here = new Map(now.map(({ path, sha256 }) => [path, sha256]));
  const known = new Set(files.map(({ path }) => path));
  const differing = files.filter(({ path, sha256 }) => here.get(path) !== sha256).map(({ path }) => path);
  return [...new Set([...differing, ...(all ? now.map(({ path }) => path).filter((path) => !known.has(path)) : [])])];
}
