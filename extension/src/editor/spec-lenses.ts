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
    const job = this.#center.find(job_id);
    if (!job?.accepted_events.includes('approve_spec')) return [];
    const command = {
      title: l10n.t('$(check) Approve this specification'),
      command: 'iama.approveSpec',
      arguments: [job_id],
    };
    const convert = {
      title: l10n.t('$(sparkle) Change it in words…'),
      command: 'iama.convertSpec',
      arguments: [job_id],
    };
    const top = new Range(0, 0, 0, 0);
    // A job of a recipe may be one of a control plane without a model; there the command is in the palette and says so.
    return [new CodeLens(top, command), ...(job.goal === null ? [] : [new CodeLens(top, convert)])];
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}
