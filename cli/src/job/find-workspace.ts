import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';
import { projectFingerprint } from '@iama/runner/workspace/project-fingerprint';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import type { AppFolders } from '../session/app-folders.ts';
import { readJobRecord, writeJobRecord } from '@iama/runner/records/job-records';

/**
 * The repository a job is about: where it was started on this machine, else the one the person stands in, if it is a
 * clone of the same. Throws WRONG_REPOSITORY.
 */
export async function findWorkspace(client: Client, folders: AppFolders, job: Job, cwd: string): Promise<Workspace> {
  const known = await readJobRecord(folders.data, job.id);
  const workspace = await openWorkspace(known?.root ?? cwd);
  if (known?.root === workspace.root) return workspace;
  const project = await client.call('projects.ensure', { body: await projectFingerprint(workspace), repeatable: true });
  if (project.id !== job.project_id) {
    throw new CliError(
      'WRONG_REPOSITORY',
      `Job ${job.id} is about another repository than ${workspace.root}.`,
      'Go to the repository the job was started in, then try again.',
      EXIT.usage,
    );
  }
  await writeJobRecord(folders.data, {
    job_id: job.id,
    url: client.base_url,
    root: workspace.root,
    session: null,
    docker_image: null,
    unconfined: false,
    untold: null,
  });
  return workspace;
}
