import type { Target } from '@iama/contracts/workspace/target';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { l10n, window, workspace } from 'vscode';
import type { TextEditor, Uri } from 'vscode';
import { symbolsIn } from '../../core/target/symbols-in.ts';
import type { Executor } from '../../platform/executor-process.ts';
import { outlineOf } from './outline-of.ts';

export interface ChosenTarget {
  readonly workspace: Workspace;
  readonly target: Target;
}

/** What the person pointed at when they asked: one or more places of the explorer, or a document. */
export interface Pointed {
  readonly place: Uri | undefined;
  /** The explorer means files and folders as wholes; an editor means what is selected in it. */
  readonly from_explorer: boolean;
  readonly several: boolean;
}

interface Choice {
  readonly place: Uri;
  readonly symbol: string | null;
}

/**
 * What the person points at: what the explorer gave, else the smallest symbol around the selection or the cursor, else the open
 * file, else a folder. Null when there is nothing to point at, or a question was dismissed.
 */
export async function chooseTarget(executor: Executor, pointed: Pointed): Promise<ChosenTarget | null> {
  const choice = await choose(pointed);
  if (!choice) return null;
  const opened = await executor.call('open_workspace', { path: choice.place.fsPath });
  const { place, symbol } = choice;
  return {
    workspace: opened,
    target: await executor.call('resolve_target', { workspace: opened, place: place.fsPath, symbol }),
  };
}

async function choose({ place, from_explorer, several }: Pointed): Promise<Choice | null> {
  if (several) {
    void window.showInformationMessage(
      l10n.t('A job is about one file or folder. Choose one, or the folder that holds them.'),
    );
    return null;
  }
  const active = window.activeTextEditor;
  const editor = active?.document.uri.scheme === 'file' ? active : null;
  if (place && (from_explorer || place.toString() !== editor?.document.uri.toString())) return { place, symbol: null };
  if (editor) return askInFile(editor, place === undefined);
  const folder = await askForFolder();
  return folder && { place: folder, symbol: null };
}

async function askForFolder(): Promise<Uri | null> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders[0]?.uri ?? null;
  return (await window.showWorkspaceFolderPick({ placeHolder: l10n.t('Refactor which folder?') }))?.uri ?? null;
}

/** A symbol of the selection or the whole file; from the palette, where nothing was pointed at, the folder too. */
async function askInFile({ document: { uri }, selection }: TextEditor, with_folder: boolean): Promise<Choice | null> {
  const { smallest, touched } = symbolsIn(await outlineOf(uri), selection.start, selection.end);
  const names = smallest === null ? touched : [smallest];
  const folder = with_folder ? workspace.getWorkspaceFolder(uri) : undefined;
  const whole = { label: l10n.t('The whole file'), place: uri, symbol: null };
  const items = [
    ...names.map((name) => ({ label: l10n.t('Only {0}', name), place: uri, symbol: name })),
    whole,
    ...(folder ? [{ label: l10n.t('The whole folder {0}', folder.name), place: folder.uri, symbol: null }] : []),
  ];
  if (items.length === 1) return whole;
  const chosen = await window.showQuickPick(items, { title: l10n.t('Refactor what?'), placeHolder: placeHolder() });
  return chosen ?? null;

  function placeHolder(): string {
    if (smallest === null && touched.length === 1) {
      return l10n.t('{0} is the only symbol in the selection', touched[0] ?? '');
    }
    if (smallest === null && touched.length > 1) {
      return l10n.t('The selection reaches over {0}: one of them, or the whole file', touched.join(', '));
    }
    if (smallest === null) return l10n.t('There is no symbol here that a job could be about');
    return selection.isEmpty
      ? l10n.t('{0} is around the cursor', smallest)
      : l10n.t('{0} is the smallest that holds the selection', smallest);
  }
}
