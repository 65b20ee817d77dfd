import type { Translate } from '../translate.ts';
import type { ModelGrant } from './model-grant.ts';

/** How much of what a person allowed a job has used, in a few words for its row. */
export function useWords({ used }: Pick<ModelGrant, 'used'>, most: number, t: Translate): string {
  return t('editor’s model: {0} of {1} requests', used, most);
}
