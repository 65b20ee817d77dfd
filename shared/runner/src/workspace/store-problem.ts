import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isInside } from '../apply/open-site.ts';
import type { Workspace } from './workspace.ts';

/** Why snapshots could not be kept in this data folder; null when they can. Writes and removes one small file there. */
export async function storeProblem(workspace: Workspace, dataDir: string): Promise<string | null> {
  if (isInside(workspace.root, dataDir)) return 'it lies inside the workspace';
  const probe = join(dataDir, `.probe-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeFile(probe, 'probe', { flag: 'wx' });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}
