import { join } from 'node:path';
import type { AppliedFile } from '@iama/contracts/job/delivery';
import { revertJob } from '@iama/runner/revert/revert-job';
import type { RevertOutcome } from '@iama/runner/revert/revert-job';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { findWorkspace } from '../job/find-workspace.ts';
import { updateJobRecord } from '@iama/runner/records/job-records';
import { localWorkspace } from '../job/local-changes.ts';
import { tellServer } from '../job/tell-server.ts';
import { connect } from '../session/connect.ts';
import { writePrivateFile } from '@iama/runner/records/write-private-file';
import type { Terminal } from '../terminal/terminal.ts';
import type { App } from './app.ts';
import { mendWorkspace } from './refactor.ts';

/** Take back what was applied, byte for byte; when files have moved on, nothing is touched and a patch is offered. */
export async function revert(app: App, job_id: string): Promise<void> {
  const { terminal, folders } = app;
  const local = await localWorkspace(folders.data, job_id);
  if (local) return await revertLocally(app, job_id, local);
  const client = await connect(folders, terminal);
  const params = { job_id };
  const job = await client.call('jobs.get', { params });
  const workspace = await findWorkspace(client, folders, job, app.cwd);
  await mendWorkspace(app, workspace);
  await tellServer(client, folders.data, job_id);
  const delivery = await client.call('delivery.get', { params });
  const expected = (delivery.applied?.files ?? []).map(({ path, before_sha256, after_sha256 }) => ({
    path,
    before_sha256: after_sha256,
    after_sha256: before_sha256,
  }));
  if (delivery.status === 'applied' || delivery.status === 'partially_applied') {
    // Written before the act: whoever finds this note looks at the disk to learn whether the act happened.
    await updateJobRecord(folders.data, job_id, { untold: { kind: 'revert', record: { files: expected } } });
  }
  const outcome = await revertJob({ workspace, data_dir: folders.data, job_id });
  if (outcome.status === 'refused') {
    await updateJobRecord(folders.data, job_id, { untold: null });
    throw await movedOn(app, job_id, outcome);
  }
  await tellServer(client, folders.data, job_id).catch((error: unknown) => {
    terminal.remark(
      `The files are as they were, but the server could not be told (${error instanceof Error ? error.message : 'unknown'}).`,
    );
  });
  showTakenBack(terminal, job_id, workspace, outcome.files);
}

/** A change that was made without a server: there is nobody to tell. */
async function revertLocally(app: App, job_id: string, workspace: Workspace): Promise<void> {
  await mendWorkspace(app, workspace);
  const outcome = await revertJob({ workspace, data_dir: app.folders.data, job_id });
  if (outcome.status === 'refused') throw await movedOn(app, job_id, outcome);
  showTakenBack(app.terminal, job_id, workspace, outcome.files);
}

function showTakenBack(terminal: Terminal, job_id: string, workspace: Workspace, files: readonly AppliedFile[]): void {
  terminal.record({ job_id, files });
  terminal.line(`Taken back, byte for byte, in ${workspace.root}:`);
  for (const file of files) terminal.line(`  ${file.path}`);
}

async function movedOn(
  { folders }: App,
  job_id: string,
  outcome: Extract<RevertOutcome, { status: 'refused' }>,
): Promise<CliError> {
  const file = join(folders.data, 'reverse-patches', `${job_id}.patch`);
  await writePrivateFile(file, outcome.reverse_patch);
  return new CliError(
    'FILES_MOVED_ON',
    'Files were changed after the diff was applied, so it cannot be taken back byte for byte. Nothing was touched.',
    `The reverse patch is in ${file}; look at it and run: git apply --reject ${file}`,
    EXIT.conflict,
    { details: outcome.moved_on, data: { moved_on: outcome.moved_on, reverse_patch: file } },
  );
}
