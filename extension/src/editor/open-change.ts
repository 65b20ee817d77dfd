import { Range, commands, l10n, workspace } from 'vscode';
import { hunkLines } from '../core/review/hunk-lines.ts';
import type { ReviewedJob } from './review.ts';
import { changeUri } from './change-documents.ts';

/** One file's change in the diff editor, with the cursor in a hunk or at a line (from 0) of the text that comes out. */
export async function openChange(
  { job_id, patch, state }: ReviewedJob,
  path: string,
  at: { readonly hunk_id?: string; readonly line?: number } = {},
): Promise<void> {
  const [before, after] = [changeUri(job_id, path, 'before'), changeUri(job_id, path, 'after')];
  const file = patch.files.find((each) => each.path === path);
  const placed = file && hunkLines(file, state).find(({ hunk }) => hunk.id === at.hunk_id);
  const line = at.line ?? placed?.line ?? 0;
  await commands.executeCommand('vscode.diff', before, after, l10n.t('{0} (IAMA)', path), {
    preview: true,
    selection: new Range(line, 0, line, 0),
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

/** Files with changes that are not saved, in whatever tab, as a person names them: writing below them would make two truths. */
export function unsavedAmong(paths: readonly string[]): string[] {
  return workspace.textDocuments.flatMap(({ isDirty, uri }) =>
    isDirty && paths.includes(uri.fsPath) ? [workspace.asRelativePath(uri)] : [],
  );
}
