import { CodeAction, CodeActionKind, l10n, languages, workspace } from 'vscode';
import type { Disposable } from 'vscode';

const KIND = CodeActionKind.RefactorRewrite.append('iama');

/** Languages whose parsers the extension carries. */
const LANGUAGES = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];

/** “Refactor with IAMA…” under the lightbulb. It looks at nothing before it is chosen. */
export function refactorAction(): Disposable {
  return languages.registerCodeActionsProvider(
    LANGUAGES.map((language) => ({ language, scheme: 'file' })),
    {
      provideCodeActions(document) {
        if (!workspace.isTrusted) return [];
        const title = l10n.t('Refactor with IAMA…');
        const action = new CodeAction(title, KIND);
        action.command = { command: 'iama.refactor', title, arguments: [document.uri] };
        return [action];
      },
    },
    { providedCodeActionKinds: [KIND] },
  );
}
