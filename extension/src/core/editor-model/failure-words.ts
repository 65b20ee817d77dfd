import type { TaskFailure } from '@iama/contracts/task/payload';
import type { Translate } from '../translate.ts';

/** Why the editor's model cannot be had, for the person who is about to start with it: what is wrong, and what to do. */
export function failureWords({ code, message }: TaskFailure, name: string, t: Translate): string {
  switch (code) {
    case 'MODEL_CONSENT_MISSING':
      return t(
        'The editor does not let IAMA use {0}, so nothing was started. Start again and allow it, or see “Accounts: Manage Language Model Access”.',
        name,
      );
    case 'MODEL_BLOCKED':
      return t('The provider of {0} does not let it be used now. Its quota may be used up: {1}', name, message);
    case 'MODEL_GONE':
      return t('{0} is not among the models of this editor any more. Choose another one.', name);
    default:
      return t('{0} gave no answer: {1}', name, message);
  }
}
