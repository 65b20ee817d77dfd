import { l10n, window } from 'vscode';
import { openJobPage } from '../../editor/job-documents.ts';
import type { Parts } from '../parts.ts';

/** Show the specification and ask for agreement. The revision that is shown is the one that is approved. */
export async function openSpec({ connection, center }: Parts, job_id: string): Promise<void> {
  const client = await connection.client();
  const params = { job_id };
  const spec = await client.call('spec.get', { params });
  await openJobPage(job_id, 'spec');
  const approve = l10n.t('Approve Revision {0}', spec.revision);
  const answer = await window.showInformationMessage(
    l10n.t('Do you agree to this specification? Files outside it cannot change.'),
    approve,
    l10n.t('Later'),
  );
  if (answer !== approve) return;
  center.learn(await client.call('spec.approve', { params, body: { revision_token: spec.revision_token } }));
}
