import type { Target } from '@iama/contracts/workspace/target';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { SymbolKind, commands, l10n, window, workspace } from 'vscode';
import type { DocumentSymbol, Uri } from 'vscode';
import type { Executor } from '../../platform/executor-process.ts';

export interface ChosenTarget {
  readonly workspace: Workspace;
  readonly target: Target;
}

/**
 * What the person points at: what the explorer gave, else the symbol under the cursor, else the open file, else the folder.
 * Null when there is nothing to point at, or a question was dismissed.
 */
export async function chooseTarget(executor: Executor, given: Uri | undefined): Promise<ChosenTarget | null> {
  const editor = window.activeTextEditor;
  const document = editor && editor.document.uri.scheme === 'file' ? editor.document : null;
  const place = given ?? document?.uri ?? (await askForFolder());
  if (!place) return null;
  const opened = await executor.call('open_workspace', { path: place.fsPath });
  const isOpenFile = document !== null && place.fsPath === document.uri.fsPath;
  const symbol = isOpenFile && editor ? await askForSymbol(document.uri, editor.selection.active.line) : null;
  if (symbol === undefined) return null;
  return {
    workspace: opened,
    target: await executor.call('resolve_target', { workspace: opened, place: place.fsPath, symbol }),
  };
}

async function askForFolder(): Promise<Uri | null> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders[0]?.uri ?? null;
  return (await window.showWorkspaceFolderPick({ placeHolder: l10n.t('Refactor which folder?') }))?.uri ?? null;
}

/** The symbol around the cursor, if the person wants only that; null for the whole file; undefined when dismissed. */
async function askForSymbol(uri: Uri, line: number): Promise<string | null | undefined> {
  const name = await symbolAt(uri, line);
  if (name === null) return null;
  const whole = { label: l10n.t('The whole file'), name: null };
  const only = { label: l10n.t('Only {0}', name), name };
  const chosen = await window.showQuickPick([only, whole], { title: l10n.t('Refactor what?') });
  return chosen && chosen.name;
}

async function symbolAt(uri: Uri, line: number): Promise<string | null> {
  const found = await commands.executeCommand<DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  const around = (list: readonly DocumentSymbol[]): DocumentSymbol | undefined =>
    list.find((each) => each.range?.start.line <= line && each.range.end.line >= line && NAMED.has(each.kind));
  const outer = around(found ?? []);
  if (!outer) return null;
  const inner = outer.kind === SymbolKind.Class ? around(outer.children) : undefined;
  return inner ? `${outer.name}.${inner.name}` : outer.name;
}

const NAMED: ReadonlySet<SymbolKind> = new Set([
  SymbolKind.Function,
  SymbolKind.Class,
  SymbolKind.Method,
  SymbolKind.Interface,
  SymbolKind.Variable,
  SymbolKind.Constant,
]);
