import { l10n, window } from 'vscode';
import type { Parts } from '../parts.ts';
import { openJobPage } from '../../editor/job-documents.ts';

/** Agree to the revision that was last shown; a newer one is refused by the control plane and has to be read first. */
export async function approveSpec({ connection, center, documents }: Parts, job_id: string): Promise<void> {
  const spec = documents.shownSpec(job_id);
  if (!spec) {
    await openJobPage(job_id, 'spec');
    return;
  }
  const client = await connection.client();
  const body = { revision_token: spec.revision_token };
  center.learn(await client.call('spec.approve', { params: { job_id }, body }));
  window.setStatusBarMessage(l10n.t('IAMA: revision {0} is approved', spec.revision), 5000);
}
