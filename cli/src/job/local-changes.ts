import { openFolder } from '@iama/runner/workspace/open-folder';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { readJobRecord, writeJobRecord } from '@iama/runner/records/job-records';

/** In the place of a server's address: the change was made on this machine, and no server knows of it. */
const NO_SERVER = 'local:';

/** Remember a change that was made without a server, so that `iama revert <id>` finds the repository. */
export async function rememberLocalChange(data_dir: string, job_id: string, workspace: Workspace): Promise<void> {
  await writeJobRecord(data_dir, {
    job_id,
    url: NO_SERVER,
    root: workspace.root,
    session: null,
    docker_image: null,
    unconfined: false,
    untold: null,
  });
}

/** The workspace of a change that was made without a server; null when the id is not of one. */
export async function localWorkspace(data_dir: string, job_id: string): Promise<Workspace | null> {
  const known = await readJobRecord(data_dir, job_id);
  return known?.url === NO_SERVER ? await openFolder(known.root) : null;
}
