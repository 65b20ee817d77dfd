import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import { readJobRecord, updateJobRecord } from '@iama/runner/records/job-records';
import { isOnDisk } from '@iama/runner/records/planned-files';

/**
 * Tell the server what was applied or reverted on this disk, if it has not been told: at once after the act, or later
 * when the CLI was killed or the network was away in between. An act that never reached the disk is forgotten, and so
 * is one the server knows already.
 */
export async function tellServer(client: Client, data_dir: string, job_id: string): Promise<void> {
  const known = await readJobRecord(data_dir, job_id);
  if (!known?.untold) return;
  const { untold, root } = known;
  const params = { job_id };
  if (await isOnDisk(root, untold.record.files)) {
    try {
      if (untold.kind === 'apply')
        await client.call('delivery.apply', { params, body: untold.record, repeatable: true });
      else await client.call('delivery.revert', { params, body: untold.record, repeatable: true });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'ILLEGAL_TRANSITION') throw error;
    }
  }
  await updateJobRecord(data_dir, job_id, { untold: null });
}
