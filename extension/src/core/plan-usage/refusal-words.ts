import { elapsedWords } from '../jobs/elapsed-words.ts';
import type { Translate } from '../translate.ts';

/** Why a job cannot be started or go on now, and what to do. `resets_at`: when the plan starts again, where it is known. */
export function refusalWords(
  resets_at: string | undefined,
  now_ms: number,
  t: Translate,
): { readonly message: string; readonly next: string } {
  const message = t('Your plan has nothing left for another job.');
  const next =
    resets_at === undefined
      ? t('What is not started waits in the Jobs view.')
      : t(
          'It starts again in {0}. What is not started waits in the Jobs view for a day.',
          elapsedWords(Date.parse(resets_at) - now_ms, t),
        );
  return { message, next };
}
