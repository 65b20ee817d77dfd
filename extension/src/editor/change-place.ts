import { window } from 'vscode';
import { reviewLine } from '../core/review/comment-place.ts';
import { selectedLines } from '../core/review/selected-lines.ts';
import type { HunkLines } from '../core/review/decide-lines.ts';
import { hunkAt } from '../core/review/step-change.ts';
import { CHANGE_SCHEME, changeOf } from './change-documents.ts';
import type { ReviewedJob } from './review.ts';

export interface ChangeCursor {
  readonly path: string;
  readonly side: 'before' | 'after';
  /** Lines from 0: where the cursor is, and the first and last that are selected. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Where the person is in the diff of the reviewed job; null when they are elsewhere. */
export function changeCursor({ job_id }: ReviewedJob): ChangeCursor | null {
  const editor = window.activeTextEditor;
  if (editor?.document.uri.scheme !== CHANGE_SCHEME) return null;
  const of = changeOf(editor.document.uri);
  if (of.job_id !== job_id) return null;
  const { start, end, active } = editor.selection;
  // A selection up to the start of a line does not show in that line.
  const to = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return { path: of.path, side: of.side, line: active.line, from: start.line, to };
}

export function hunkAtCursor({ patch, state }: ReviewedJob, cursor: ChangeCursor): string | null {
  const file = patch.files.find(({ path }) => path === cursor.path);
  if (!file) return null;
  return reviewLine(file, state, cursor.side, cursor.line).hunk_id ?? hunkAt(patch, state, cursor);
}

export function linesAtCursor({ patch, state }: ReviewedJob, cursor: ChangeCursor): HunkLines {
  const file = patch.files.find(({ path }) => path === cursor.path);
  return file ? selectedLines(file, state, cursor.side, cursor.from, cursor.to) : new Map();
}
