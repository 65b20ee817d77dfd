import type { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import { readJsonAnswer } from '@iama/engine/answer/read-json-answer';
import { readEdits } from '@iama/engine/edit/read/read-edits';
import { z } from 'zod';

export interface ReadDraft {
  /** Null when there are none, or when they cannot be read whole. */
  readonly edits: PatchEditSet | null;
  readonly problems: readonly string[];
  readonly note: string;
}

const MOST_NOTE = 2000;
const Note = z.object({ note: z.string() });

/** Edits out of what a model wrote, in whichever way it wrote them. By line number is no way: a diff has to fit by its text. */
export function readDraft(text: string, paths: ReadonlySet<string>): ReadDraft {
  const { set, problems } = readEdits(text, paths);
  const note = noteOf(text);
  if (set === null || problems.length > 0)
    return {
      edits: null,
      problems: problems.map(({ line, message }) => `Line ${line} of the answer: ${message}`),
      note,
    };
  return { edits: set, problems: [], note };
}

function noteOf(text: string): string {
  const json = readJsonAnswer(text);
  const noted = json.ok ? Note.safeParse(json.value) : null;
  return (noted?.success ? noted.data.note : '').slice(0, MOST_NOTE).toWellFormed();
}
