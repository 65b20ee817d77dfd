import { randomUUID } from 'node:crypto';
import type { CommentReply, Disposable } from 'vscode';
import { l10n, window } from 'vscode';
import { decideTarget, stepToChange } from './commands/step-to-change.ts';
import { applyChanges } from './commands/apply-changes.ts';
import { requestChanges } from './commands/request-changes.ts';
import { testSelection } from './commands/test-selection.ts';
import { changeCursor, linesAtCursor } from '../editor/change-place.ts';
import { openEvidenceBeside } from '../editor/job-documents.ts';
import { openAllChanges, openChange } from '../editor/open-change.ts';
import type { ChangeNode } from './changes-tree.ts';
import type { Parts } from './parts.ts';

type Add = (id: string, run: (...given: unknown[]) => Promise<void>) => Disposable;

/** The commands of the Changes view and of the diffs of a job. `work` is for those that run tests, write, or answer the job. */
export function reviewCommands(parts: Parts, add: Add, work: Add): Disposable[] {
  const { review, comments } = parts;
  return [
    work('iama.apply', () => applyChanges(parts)),
    work('iama.testSelection', () => testSelection(parts)),
    work('iama.requestChanges', () => requestChanges(parts)),
    add('iama.acceptHunk', (given) => review.decide(decideTarget(review, given), true)),
    add('iama.rejectHunk', (given) => review.decide(decideTarget(review, given), false)),
    add('iama.acceptLines', () => decideLines(parts, 'only')),
    add('iama.rejectLines', () => decideLines(parts, 'reject')),
    add('iama.nextChange', () => stepToChange(review, 1)),
    add('iama.previousChange', () => stepToChange(review, -1)),
    add('iama.markReviewed', (node) => markFile(parts, node, true)),
    add('iama.unmarkReviewed', (node) => markFile(parts, node, false)),
    add('iama.openChange', async (path, hunk_id) => {
      const at = typeof hunk_id === 'string' ? { hunk_id } : {};
      if (review.current) await openChange(review.current, String(path), at);
    }),
    add('iama.reviewAll', async () => {
      if (review.current) await openAllChanges(review.current, l10n.t('IAMA: all changes'));
    }),
    add('iama.showEvidenceBeside', async () => {
      if (review.current) await openEvidenceBeside(review.current.job_id);
    }),
    add('iama.commentHunk', (given) => commentHunk(parts, given)),
    add('iama.saveComment', (reply) => comments.save(reply as CommentReply, randomUUID())),
    add('iama.editComment', async (comment) => comments.setEditing(comment as Shown, true)),
    add('iama.saveEditedComment', (comment) => comments.edit(comment as Shown)),
    add('iama.cancelEditedComment', async (comment) => comments.setEditing(comment as Shown, false)),
    add('iama.deleteComment', (comment) => comments.remove(comment as Shown)),
  ];
}

type Shown = Parameters<Parts['comments']['edit']>[0];

async function decideLines({ review }: Parts, how: 'only' | 'reject'): Promise<void> {
  const cursor = review.current && changeCursor(review.current);
  const selected = review.current && cursor && linesAtCursor(review.current, cursor);
  if (!selected || selected.size === 0) {
    void window.showInformationMessage(l10n.t('Select changed lines in a diff of the review first.'));
    return;
  }
  await review.decideLines(selected, how);
}

async function commentHunk({ review, comments }: Parts, given: unknown): Promise<void> {
  const { current } = review;
  const [hunk_id] = decideTarget(review, given);
  const file = current?.patch.files.find(({ hunks }) => hunks.some(({ id }) => id === hunk_id));
  if (!current || !file || hunk_id === undefined) return;
  // From the Changes view the diff may not be in sight yet; from a lens it is, perhaps in the editor of all files.
  if (typeof given !== 'string') await openChange(current, file.path, { hunk_id });
  comments.begin(hunk_id);
}

async function markFile({ review }: Parts, node: unknown, reviewed: boolean): Promise<void> {
  const { kind, file } = node as ChangeNode;
  if (kind === 'file') await review.mark(file.path, reviewed);
}
