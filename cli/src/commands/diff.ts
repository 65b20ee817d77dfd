import { fetchPatch } from '../job/fetch-artifact.ts';
import { findWorkspace } from '../job/find-workspace.ts';
import { restorePatch } from '@iama/runner/secrets/restore-patch';
import { connect } from '../session/connect.ts';
import { diffText, showDiff, showDiffStat } from '../views/diff.ts';
import type { App } from './app.ts';

/** The delivered patch as a unified diff, or its files and hunks. */
export async function diff(app: App, job_id: string, options: { stat: boolean }): Promise<void> {
  const { terminal, folders } = app;
  const client = await connect(folders, terminal);
  const delivery = await client.call('delivery.get', { params: { job_id } });
  const masked = await fetchPatch(client, job_id, delivery.patch_artifact_id);
  const job = await client.call('jobs.get', { params: { job_id } });
  // Away from its repository a diff is shown as the server has it: with placeholders for secrets.
  const workspace = await findWorkspace(client, folders, job, app.cwd).catch(() => null);
  const patch = workspace === null ? masked : await restorePatch(workspace, folders.data, masked);
  terminal.record({ job_id, patch, unified_diff: diffText(patch) });
  if (options.stat) showDiffStat(terminal, patch);
  else showDiff(terminal, patch);
}
