import { Range, commands, l10n, workspace } from 'vscode';
import type { ReviewedJob } from './review.ts';
import { changeUri } from './change-documents.ts';

/** One file's change in the diff editor, at a line of the old text. */
export async function openChange({ job_id }: ReviewedJob, path: string, line?: number): Promise<void> {
  const [before, after] = [changeUri(job_id, path, 'before'), changeUri(job_id, path, 'after')];
  const at = Math.max(0, (line ?? 1) - 1);
  await commands.executeCommand('vscode.diff', before, after, l10n.t('{0} (IAMA)', path), {
    preview: true,
    selection: new Range(at, 0, at, 0),
  });
}

/** All files in the multi-diff editor. */
export async function openAllChanges({ job_id, patch }: ReviewedJob, title: string): Promise<void> {
  const resources = patch.files.map(({ path, change }) => [
    changeUri(job_id, path, 'after'),
    change === 'create' ? undefined : changeUri(job_id, path, 'before'),
    change === 'delete' ? undefined : changeUri(job_id, path, 'after'),
  ]);
  await commands.executeCommand('vscode.changes', title, resources);
}

/** Files with changes that are not saved, in whatever tab: writing below them would make two truths. */
export function unsavedAmong(paths: readonly string[]): string[] {
  return workspace.textDocuments.flatMap(({ isDirty, uri }) =>
    isDirty && paths.includes(uri.fsPath) ? [uri.fsPath] : [],
  );
}
