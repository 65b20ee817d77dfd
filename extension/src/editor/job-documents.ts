import { Evidence } from '@iama/contracts/job/evidence';
import type { Spec } from '@iama/contracts/job/spec';
import type { Client } from '@iama/client/create-client';
import type { Job } from '@iama/contracts/job/job';
import { EventEmitter, Uri, commands, l10n } from 'vscode';
import type { Disposable, TextDocumentContentProvider } from 'vscode';
import { evidenceText } from '../core/evidence-text.ts';
import { specText } from '../core/spec-text.ts';
import type { Connection } from '../platform/connection.ts';
import type { JobCenter } from '../platform/job-center.ts';

export const JOB_SCHEME = 'iama-job';

export function jobUri(job_id: string, page: 'spec' | 'evidence'): Uri {
  return Uri.from({
    scheme: JOB_SCHEME,
    path: `/${job_id.slice(-8)} ${page}.md`,
    query: JSON.stringify({ job_id, page }),
  });
}

export function pageOf(uri: Uri): { job_id: string; page: 'spec' | 'evidence' } {
  return JSON.parse(uri.query) as { job_id: string; page: 'spec' | 'evidence' };
}

/** Specification and evidence of a job as read-only Markdown documents that follow the job. */
export class JobDocuments implements TextDocumentContentProvider, Disposable {
  readonly #connection: Connection;
  readonly #changed = new EventEmitter<Uri>();
  /** Revisions as they were last shown: what a person agrees to is what they saw. */
  readonly #shown = new Map<string, Spec>();
  readonly #listening: Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(connection: Connection, center: JobCenter) {
    this.#connection = connection;
    this.#listening = center.onDidChange((job) => {
      if (!job) return;
      this.#changed.fire(jobUri(job.id, 'spec'));
      this.#changed.fire(jobUri(job.id, 'evidence'));
    });
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const { job_id, page } = pageOf(uri);
    const client = await this.#connection.client();
    if (page === 'spec') {
      const spec = await client.call('spec.get', { params: { job_id } });
      this.#shown.set(job_id, spec);
      return specText(spec, l10n.t);
    }
    const job = await client.call('jobs.get', { params: { job_id } });
    return evidenceText(job, await evidenceOf(client, job), l10n.t);
  }

  shownSpec(job_id: string): Spec | null {
    return this.#shown.get(job_id) ?? null;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

export async function openJobPage(job_id: string, page: 'spec' | 'evidence'): Promise<void> {
  await commands.executeCommand('vscode.open', jobUri(job_id, page), { preview: true });
}

async function evidenceOf(client: Client, job: Job): Promise<Evidence | null> {
  if (job.delivery_status === 'none') return null;
  const params = { job_id: job.id };
  const { evidence_artifact_id: artifact_id } = await client.call('delivery.get', { params });
  const { body } = await client.call('artifacts.get', { params: { ...params, artifact_id } });
  return Evidence.parse(body);
}
