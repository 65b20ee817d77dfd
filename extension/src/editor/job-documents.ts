import { Evidence } from '@iama/contracts/job/evidence';
import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import { EventEmitter, Uri, ViewColumn, commands, l10n } from 'vscode';
import type { Disposable, TextDocumentContentProvider } from 'vscode';
import { evidenceText } from '../core/evidence-text.ts';
import { fallbackText } from '../core/fallback/fallback-text.ts';
import type { Connection } from '../platform/connection.ts';
import type { JobCenter } from '../platform/job-center.ts';
import type { JobTimelines } from '../platform/job-timelines.ts';
import { readFallback } from './read-fallback.ts';

export const JOB_SCHEME = 'iama-job';

/** What a document says of its job. */
export type JobDocument = 'evidence' | 'fallback';

export function jobUri(job_id: string, document: JobDocument): Uri {
  return Uri.from({ scheme: JOB_SCHEME, path: `/${job_id}/${document}.md` });
}

export function jobOfDocument(uri: Uri): string {
  return uri.path.split('/')[1] ?? '';
}

export function isFallback(uri: Uri): boolean {
  return uri.scheme === JOB_SCHEME && uri.path.endsWith('/fallback.md');
}

/** Evidence of a job, or what went wrong with it, as read-only Markdown documents that follow the job. */
export class JobDocuments implements TextDocumentContentProvider, Disposable {
  readonly #connection: Connection;
  readonly #center: JobCenter;
  readonly #timelines: JobTimelines;
  readonly #changed = new EventEmitter<Uri>();
  readonly #listening: Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(connection: Connection, center: JobCenter, timelines: JobTimelines) {
    this.#connection = connection;
    this.#center = center;
    this.#timelines = timelines;
    this.#listening = center.onDidChange((job) => {
      if (!job) return;
      this.#changed.fire(jobUri(job.id, 'evidence'));
      this.#changed.fire(jobUri(job.id, 'fallback'));
    });
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const job_id = jobOfDocument(uri);
    const client = await this.#connection.client();
    const job = await client.call('jobs.get', { params: { job_id } });
    // A document that was open when the window was reloaded is here before the list of jobs.
    if (!this.#center.find(job_id)) this.#center.learn(job);
    if (!isFallback(uri)) return evidenceText(job, await evidenceOf(client, job), l10n.t);
    return fallbackText(await readFallback(client, this.#timelines, job), l10n.t);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

export async function openJobDocument(job_id: string, document: JobDocument): Promise<void> {
  await commands.executeCommand('vscode.open', jobUri(job_id, document), { preview: true });
}

/** Beside the diff that is being looked at, which keeps the focus. */
export async function openEvidenceBeside(job_id: string): Promise<void> {
  const options = { viewColumn: ViewColumn.Beside, preview: true, preserveFocus: true };
  await commands.executeCommand('vscode.open', jobUri(job_id, 'evidence'), options);
}

async function evidenceOf(client: Client, job: Job): Promise<Evidence | null> {
  if (job.delivery_status === 'none') return null;
  const params = { job_id: job.id };
  const { evidence_artifact_id: artifact_id } = await client.call('delivery.get', { params });
  const { body } = await client.call('artifacts.get', { params: { ...params, artifact_id } });
  return Evidence.parse(body);
}
