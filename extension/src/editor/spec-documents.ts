import { Range, WorkspaceEdit, workspace } from 'vscode';
import type { Uri } from 'vscode';

/** Whether it is open with edits that are not saved. */
export function isEdited(uri: Uri): boolean {
  return workspace.textDocuments.some((each) => each.isDirty && each.uri.toString() === uri.toString());
}

/** In the open document, where it can be undone; nothing is saved. */
export async function replaceText(uri: Uri, text: string): Promise<void> {
  const { lineCount } = await workspace.openTextDocument(uri);
  const edit = new WorkspaceEdit();
  edit.replace(uri, new Range(0, 0, lineCount, 0), text);
  await workspace.applyEdit(edit);
}
