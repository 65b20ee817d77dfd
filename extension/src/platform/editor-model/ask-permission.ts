import type { TaskFailure } from '@iama/contracts/task/payload';
import { failureOf } from '../../core/editor-model/failure-of.ts';
import { EditorModelError } from './editor-model.ts';
import type { EditorModel } from './editor-model.ts';

/** As short as a request can be; whoever answers it has been allowed to. */
const QUESTION = { role: 'user', text: 'Answer with the word yes.' } as const;

/**
 * Has the editor ask the person whether this model may be used, where it has not asked yet: only a request does that, so it may be
 * called only for something that they just did. How many requests were made, or why the model cannot be used.
 */
export async function askPermission(model: EditorModel, signal: AbortSignal): Promise<number | TaskFailure> {
  if (model.mayBeAsked()) return 0;
  try {
    for await (const _ of model.send([QUESTION], signal)) break;
    return 1;
  } catch (error) {
    if (error instanceof EditorModelError) return failureOf(error.told);
    throw error;
  }
}
