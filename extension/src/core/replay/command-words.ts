import type { JobCommand } from '@iama/contracts/job/state';
import type { Translate } from '../translate.ts';

/** What a person has told a job, or may tell it. */
export function commandWords(command: JobCommand, t: Translate): string {
  return WORDS[command](t);
}

const WORDS: Readonly<Record<JobCommand, (t: Translate) => string>> = {
  start: (t) => t('start it'),
  select_proposal: (t) => t('choose a plan'),
  edit_spec: (t) => t('change the specification'),
  approve_spec: (t) => t('approve the specification'),
  revise_spec: (t) => t('go back to the specification'),
  quarantine_tests: (t) => t('leave failing tests out'),
  retry: (t) => t('try again'),
  rerun_tests: (t) => t('run the tests again'),
  increase_timeout: (t) => t('give the tests more time'),
  skip_or_quarantine_test: (t) => t('leave slow tests out'),
  continue_repair: (t) => t('repair what takes too long'),
  deep_fix: (t) => t('start the repair afresh'),
  escalate: (t) => t('go on with a stronger model'),
  stop_repair: (t) => t('stop the repair'),
  cancel: (t) => t('cancel it'),
  force_terminate: (t) => t('end it without its client'),
  apply_delivery: (t) => t('apply the changes'),
  request_changes: (t) => t('send the changes back'),
  revert_delivery: (t) => t('take the changes back'),
};
