import { CodeLens, EventEmitter, Range, l10n } from 'vscode';
import type { CodeLensProvider, Disposable, TextDocument } from 'vscode';
import type { JobCenter } from '../platform/job-center.ts';
import { jobOfSpec } from './spec-files.ts';

/** Approve, above a specification that waits for it. */
export class SpecLenses implements CodeLensProvider, Disposable {
  readonly #center: JobCenter;
  readonly #changed = new EventEmitter<void>();
  readonly #listening: Disposable;
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(center: JobCenter) {
    this.#center = center;
    this.#listening = center.onDidChange(() => this.#changed.fire());
  }

  provideCodeLenses({ uri }: TextDocument): CodeLens[] {
    const job_id = jobOfSpec(uri);
    if (!this.#center.find(job_id)?.accepted_events.includes('approve_spec')) return [];
    const command = {
      title: l10n.t('$(check) Approve this specification'),
      command: 'iama.approveSpec',
      arguments: [job_id],
    };
    return [new CodeLens(new Range(0, 0, 0, 0), command)];
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}
