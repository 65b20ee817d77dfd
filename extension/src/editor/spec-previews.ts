import { CodeLens, EventEmitter, Range, TabInputTextDiff, Uri, commands, l10n, window } from 'vscode';
import type { CodeLensProvider, Disposable, TextDocument, TextDocumentContentProvider } from 'vscode';
import type { PreviewedSpec } from '../core/spec/preview-text.ts';
import { specUri } from './spec-files.ts';

export const SPEC_PREVIEW_SCHEME = 'iama-spec-preview';

export function jobOfPreview(uri: Uri): string {
  return uri.path.split('/')[1] ?? '';
}

/** Specifications as a model would write them, beside the ones that stand. They are kept in this window only. */
export class SpecPreviews implements TextDocumentContentProvider, CodeLensProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #lenses = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#lenses.event;
  readonly #kept = new Map<string, PreviewedSpec>();

  /** As a difference to the specification that stands, or to what the person has open of it. */
  async show(job_id: string, preview: PreviewedSpec): Promise<void> {
    this.#kept.set(job_id, preview);
    const uri = uriOf(job_id);
    this.#changed.fire(uri);
    this.#lenses.fire();
    const title = l10n.t('Specification: now ↔ in your words');
    await commands.executeCommand('vscode.diff', specUri(job_id), uri, title, { preview: true });
  }

  /** Null once it was taken over or discarded, and after a reload. */
  of(job_id: string): PreviewedSpec | null {
    return this.#kept.get(job_id) ?? null;
  }

  async close(job_id: string): Promise<void> {
    this.#kept.delete(job_id);
    this.#lenses.fire();
    const uri = uriOf(job_id).toString();
    const tabs = window.tabGroups.all.flatMap(({ tabs: all }) => all);
    const shown = tabs.filter(({ input }) => input instanceof TabInputTextDiff && input.modified.toString() === uri);
    if (shown.length > 0) await window.tabGroups.close(shown);
  }

  provideTextDocumentContent(uri: Uri): string {
    return (
      this.of(jobOfPreview(uri))?.text ?? l10n.t('This preview was not kept. Say it once more to get another one.')
    );
  }

  provideCodeLenses({ uri }: TextDocument): CodeLens[] {
    const job_id = jobOfPreview(uri);
    const preview = this.of(job_id);
    if (!preview) return [];
    const top = new Range(preview.line, 0, preview.line, 0);
    const lens = (title: string, command: string) => new CodeLens(top, { title, command, arguments: [job_id] });
    return [
      lens(l10n.t('$(check) Take It Over'), 'iama.takeSpecPreview'),
      lens(l10n.t('$(close) Discard'), 'iama.discardSpecPreview'),
      ...(preview.note === '' ? [] : [lens(preview.note, '')]),
    ];
  }

  dispose(): void {
    this.#changed.dispose();
    this.#lenses.dispose();
  }
}

function uriOf(job_id: string): Uri {
  return Uri.from({ scheme: SPEC_PREVIEW_SCHEME, path: `/${job_id}/specification.md` });
}
