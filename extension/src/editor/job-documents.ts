import { Evidence } from '@iama/contracts/job/evidence';
import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import { EventEmitter, Uri, ViewColumn, commands, l10n } from 'vscode';
import type { Disposable, TextDocumentContentProvider } from 'vscode';
import { evidenceText } from '../core/evidence-text.ts';
import type { Connection } from '../platform/connection.ts';
import type { JobCenter } from '../platform/job-center.ts';

export const JOB_SCHEME = 'iama-job';

export function evidenceUri(job_id: string): Uri {
  return Uri.from({ scheme: JOB_SCHEME, path: `/${job_id}/evidence.md` });
}

export function jobOfEvidence(uri: Uri): string {
  return uri.path.split('/')[1] ?? '';
}

/** Evidence of a job as a read-only Markdown document that follows the job. */
export class JobDocuments implements TextDocumentContentProvider, Disposable {
  readonly #connection: Connection;
  readonly #changed = new EventEmitter<Uri>();
  readonly #listening: Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(connection: Connection, center: JobCenter) {
    this.#connection = connection;
    this.#listening = center.onDidChange((job) => {
      if (job) this.#changed.fire(evidenceUri(job.id));
    });
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const job_id = jobOfEvidence(uri);
    const client = await this.#connection.client();
    const job = await client.call('jobs.get', { params: { job_id } });
    return evidenceText(job, await evidenceOf(client, job), l10n.t);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

export async function openEvidence(job_id: string): Promise<void> {
  await commands.executeCommand('vscode.open', evidenceUri(job_id), { preview: true });
}

/** Beside the diff that is being looked at, which keeps the focus. */
export async function openEvidenceBeside(job_id: string): Promise<void> {
  const options = { viewColumn: ViewColumn.Beside, preview: true, preserveFocus: true };
  await commands.executeCommand('vscode.open', evidenceUri(job_id), options);
}

async function evidenceOf(client: Client, job: Job): Promise<Evidence | null> {
  if (job.delivery_status === 'none') return null;
  const params = { job_id: job.id };
  const { evidence_artifact_id: artifact_id } = await client.call('delivery.get', { params });
  const { body } = await client.call('artifacts.get', { params: { ...params, artifact_id } });
  return Evidence.parse(body);
}
