import type { Translate } from '../translate.ts';
import type { ReviewState } from './review-state.ts';

export interface SendBackQuestion {
  readonly question: string;
  readonly detail: string;
}

/**
 * What is asked before a diff is sent back; null where there is nothing that its writer could do something with. A recipe makes a
 * change or leaves it out; a model also reads.
 */
export function sendBackQuestion(
  { state, comments }: { readonly state: ReviewState; readonly comments: readonly unknown[] },
  writer: 'recipe' | 'model',
  t: Translate,
): SendBackQuestion | null {
  const { rejected, partial } = state;
  const by_words = writer === 'model' && comments.length > 0;
  if (rejected.size === 0 && !by_words) return null;
  const question =
    rejected.size === 0
      ? t('Ask for an attempt that follows your comments? Comments sent along: {0}.', comments.length)
      : t(
          'Ask for an attempt without what you rejected? Changes left out: {0}. Comments sent along: {1}.',
          rejected.size,
          comments.length,
        );
  const parted =
    writer === 'model'
      ? t('Changes that are accepted in part count as accepted: say in a comment what shall be different.')
      : t('Changes that are accepted in part stay whole in it: a recipe makes a change or leaves it out.');
  const detail = [
    t('The new attempt is tested again and replaces this diff. Nothing is written.'),
    ...(writer === 'model' ? [t('A model is asked again, within the price of your plan.')] : []),
    ...(partial.size > 0 ? [parted] : []),
  ].join(' ');
  return { question, detail };
}
