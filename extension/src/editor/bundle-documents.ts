import { CodeLens, EventEmitter, Range, Uri, commands, l10n } from 'vscode';
import type { CodeLensProvider, Disposable, TextDocument, TextDocumentContentProvider } from 'vscode';

export const BUNDLE_SCHEME = 'iama-bundle';

/** The last support bundle, as it was made: what is shown is what can be saved. */
export class BundleDocuments implements TextDocumentContentProvider, CodeLensProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  #made: { readonly uri: Uri; readonly text: string } | null = null;

  /** Nothing is written: it is open in an editor, and gone with the window. */
  async show(job_id: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme: BUNDLE_SCHEME, path: `/${job_id}/iama-support-${job_id.slice(-8)}.md` });
    this.#made = { uri, text };
    this.#changed.fire(uri);
    await commands.executeCommand('vscode.open', uri, { preview: true });
  }

  /** The text that is shown, and the name that a file of it may have; null before the first. */
  get made(): { readonly name: string; readonly text: string } | null {
    return this.#made && { name: this.#made.uri.path.split('/').at(-1) ?? '', text: this.#made.text };
  }

  provideTextDocumentContent(uri: Uri): string {
    if (this.#made?.uri.toString() === uri.toString()) return this.#made.text;
    return l10n.t('This bundle was not kept. Make a new one.');
  }

  provideCodeLenses({ uri }: TextDocument): CodeLens[] {
    if (this.#made?.uri.toString() !== uri.toString()) return [];
    // Not above the first line, where an editor that was just opened does not show it.
    const top = new Range(2, 0, 2, 0);
    return [
      new CodeLens(top, { title: l10n.t('$(save) Save this bundle…'), command: 'iama.saveSupportBundle' }),
      new CodeLens(top, { title: l10n.t('Nothing is sent anywhere'), command: '' }),
    ];
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
