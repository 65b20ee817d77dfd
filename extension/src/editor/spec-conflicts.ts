import { CodeLens, EndOfLine, Range, WorkspaceEdit, l10n, workspace } from 'vscode';
import type { CodeLensProvider, TextDocument, Uri } from 'vscode';
import { conflictsIn, linesOf } from '../core/spec/conflicts-in.ts';
import type { Side } from '../core/spec/conflicts-in.ts';

/** Of the extension's own buttons only, so it is not in the palette. */
export const TAKE_SIDE = 'iama.takeSide';

/** Mine, theirs or both, above each conflict of a specification: the editor offers that for files on disk only. */
export const specConflictLenses: CodeLensProvider = {
  provideCodeLenses(document) {
    return conflictsIn(linesIn(document)).flatMap(({ start }) => {
      const lens = (title: string, side: Side) =>
        new CodeLens(new Range(start, 0, start, 0), {
          title,
          command: TAKE_SIDE,
          arguments: [document.uri, start, side],
        });
      return [
        lens(l10n.t('Keep Mine'), 'mine'),
        lens(l10n.t('Take Theirs'), 'theirs'),
        lens(l10n.t('Keep Both'), 'both'),
      ];
    });
  },
};

/** Decide one conflict, in the document; nothing is saved. A conflict that is not there any more is left. */
export async function takeSide(uri: Uri, start: number, side: Side): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const lines = linesIn(document);
  const place = conflictsIn(lines).find((each) => each.start === start);
  if (!place) return;
  const edit = new WorkspaceEdit();
  const text = linesOf(lines, place, side).map((line) => `${line}${document.eol === EndOfLine.CRLF ? '\r\n' : '\n'}`);
  edit.replace(uri, new Range(place.start, 0, place.end + 1, 0), text.join(''));
  await workspace.applyEdit(edit);
}

function linesIn(document: TextDocument): readonly string[] {
  return document.getText().split(/\r?\n/);
}
