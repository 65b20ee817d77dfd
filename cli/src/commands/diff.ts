import { fetchPatch } from '../job/fetch-artifact.ts';
import { connect } from '../session/connect.ts';
import { diffText, showDiff, showDiffStat } from '../views/diff.ts';
import type { App } from './app.ts';

/** The delivered patch as a unified diff, or its files and hunks. */
export async function diff(app: App, job_id: string, options: { stat: boolean }): Promise<void> {
  const { terminal, folders } = app;
  const client = await connect(folders, terminal);
  const delivery = await client.call('delivery.get', { params: { job_id } });
  const patch = await fetchPatch(client, job_id, delivery.patch_artifact_id);
  terminal.record({ job_id, patch, unified_diff: diffText(patch) });
  if (options.stat) showDiffStat(terminal, patch);
  else showDiff(terminal, patch);
}
