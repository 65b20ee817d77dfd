import { join } from 'node:path';
import { CodeLens, DocumentLink, EventEmitter, Range, Uri, l10n } from 'vscode';
import type { CodeLensProvider, Disposable, DocumentLinkProvider, TextDocument } from 'vscode';
import { fallbackActions } from '../core/fallback/fallback-actions.ts';
import type { JobCenter } from '../platform/job-center.ts';
import { isFallback, jobOfDocument } from './job-documents.ts';

/** The buttons above what went wrong with a job, and the way from a failed test to its line. */
export class FallbackLenses implements CodeLensProvider, DocumentLinkProvider, Disposable {
  readonly #center: JobCenter;
  readonly #changed = new EventEmitter<void>();
  readonly #listening: Disposable;
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(center: JobCenter) {
    this.#center = center;
    this.#listening = center.onDidChange(() => this.#changed.fire());
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const { uri } = document;
    const job_id = jobOfDocument(uri);
    const job = isFallback(uri) ? this.#center.find(job_id) : null;
    if (!job) return [];
    // Above the first heading of a section: an editor that opens does not scroll to what comes later above its first line.
    const heading = document.getText().search(/^## /m);
    const at = document.positionAt(Math.max(0, heading));
    const top = new Range(at, at);
    return fallbackActions(job, l10n.t).map(
      ({ title, command, effect }) => new CodeLens(top, { title, command, tooltip: effect, arguments: [job_id] }),
    );
  }

  /** `path:line` between backticks, for a job whose repository is on this machine. */
  async provideDocumentLinks(document: TextDocument): Promise<DocumentLink[]> {
    const workspace = isFallback(document.uri) && (await this.#center.workspaceOf(jobOfDocument(document.uri)));
    if (!workspace) return [];
    return [...document.getText().matchAll(/`([^`\n]+?):(\d+)`/g)].map((found) => {
      const [whole, path = '', line = ''] = found;
      const from = document.positionAt(found.index + 1);
      const to = document.positionAt(found.index + whole.length - 1);
      return new DocumentLink(new Range(from, to), Uri.file(join(workspace.root, path)).with({ fragment: `L${line}` }));
    });
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}
