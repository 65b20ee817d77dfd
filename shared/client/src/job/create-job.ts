import type { Job } from '@iama/contracts/job/job';
import type { CreateJob } from '@iama/contracts/job/job';
import type { Project } from '@iama/contracts/project/project';
import type { Preflight } from '@iama/contracts/workspace/preflight';
import type { Client } from '../create-client.ts';

/** What a person asked for, after they saw what speaks against it. */
export interface JobWish extends Pick<
  CreateJob,
  'recipe_id' | 'goal' | 'client_model' | 'model_alias' | 'pre_authorize_escalation' | 'target' | 'execution_mode'
> {
  readonly project: Pick<Project, 'name' | 'fingerprint'>;
  readonly checked: Preflight;
  /** Codes of the cautions that they accepted. */
  readonly acknowledged: readonly string[];
  /** Take a result that no test stands behind. */
  readonly allow_unverified: boolean;
  /** Milliseconds one test suite may take; the server's own limit when left out. */
  readonly test_timeout_ms?: number | undefined;
  /** How behaviour is pinned before the edit; the server's defaults when left out. */
  readonly lock?: CreateJob['lock'];
}

/** Make a refactor job, and its project when it is the first one there. It is not started. Throws ApiError. */
export async function createJob(client: Client, wish: JobWish): Promise<Job> {
  const { project: asked, checked, acknowledged, test_timeout_ms, lock, ...rest } = wish;
  const project = await client.call('projects.ensure', { body: asked, repeatable: true });
  return await client.call('jobs.create', {
    body: {
      ...rest,
      project_id: project.id,
      kind: 'refactor',
      preflight: checked,
      acknowledged: [...acknowledged],
      ...(test_timeout_ms === undefined ? {} : { test_timeout_ms }),
      ...(lock === undefined ? {} : { lock }),
    },
  });
}
