import type { FailureCode, JobFailure } from '@iama/contracts/job/state';

/** Words of one failure. `detail` stands when the event itself had nothing to add; `{id}` becomes the job's id. */
interface Words {
  readonly title: string;
  readonly detail: string;
  readonly next: string;
}

const SEE = 'See what was kept with `iama show {id}`';

/** Every way a job can fail, as the person reads it. Nothing of theirs was changed in any of them. */
export const FAILURE_WORDS: Readonly<Record<FailureCode, Words>> = {
  USER_CANCELLED: {
    title: 'You cancelled the job',
    detail: 'The job stopped where it was; your files are untouched.',
    next: `${SEE}, or start again with \`iama refactor\`.`,
  },
  CLIENT_DISCONNECTED: {
    title: 'The client went away',
    detail: 'Nothing was heard from your machine for five minutes, and the work has to be done there.',
    next: `${SEE}, then run the same \`iama refactor\` command again and leave it open.`,
  },
  FORCE_TERMINATED: {
    title: 'You ended the job while its client was away',
    detail: 'The job did not wait for the rest of the grace period; your files are untouched.',
    next: `${SEE}, or start again with \`iama refactor\`.`,
  },
  KILL_SWITCH: {
    title: 'An operator stopped the job',
    detail: 'Jobs are switched off at the moment; your files are untouched.',
    next: `${SEE}. Start again with \`iama refactor\` once the operator has switched jobs on.`,
  },
  START_TIMEOUT: {
    title: 'The job was never started',
    detail: 'It waited a day to be started.',
    next: 'Make a new job with `iama refactor`.',
  },
  DECISION_TIMEOUT: {
    title: 'Nobody decided within seven days',
    detail: 'The job waited for a decision of yours and gave up.',
    next: `${SEE}, then start again with \`iama refactor\`: the code has moved on since.`,
  },
  INTERVENTION_TIMEOUT: {
    title: 'Nobody stepped in within 30 minutes',
    detail: 'The repair was stuck and waited for you.',
    next: `${SEE}, read the failures with \`iama logs {id}\`, then try it again with \`iama retry {id}\`.`,
  },
  ESCALATION_CONFIRMATION_TIMEOUT: {
    title: 'Nobody agreed to the next repair step within an hour',
    detail: 'The next step needed your consent and waited for it.',
    next: `${SEE}, read the failures with \`iama logs {id}\`, then try it again with \`iama retry {id}\`.`,
  },
  TASK_TIMEOUT: {
    title: 'A step took too long',
    detail: 'No result came in time, also not on another try.',
    next: 'See with `iama logs {id}` where it stood still, then try it again with `iama retry {id}`, or start anew with a narrower `--target`.',
  },
  ACTIVITY_FAILED: {
    title: 'A step failed on our side',
    detail: 'The server could not finish the step, also not on another try.',
    next: 'Try it again with `iama retry {id}`; if it stays, report the end of `iama logs {id}`.',
  },
  ARTIFACT_GONE: {
    title: 'Something that the job needs is not kept any more',
    detail: 'The place where it was kept does not have it; trying again would not bring it back.',
    next: 'Start anew with `iama refactor`: what was lost is made again. Your files are untouched.',
  },
  TASK_FAILED: {
    title: 'A step failed on your machine',
    detail: 'Your machine could not finish the step.',
    next: 'Remove the cause (`iama logs {id}` has the whole message), then try it again with `iama retry {id}`.',
  },
  MODEL_FAILED: {
    title: 'No model gave an answer that can be used',
    detail: 'The model did not answer, also not on another try.',
    next: 'For a model of the control plane, `iama models test` says what is wrong with it. Then try it again with `iama retry {id}`.',
  },
  COST_CAP_REACHED: {
    title: 'The job has cost what it may cost',
    detail: 'Another attempt could go beyond the cap that was quoted.',
    next: `${SEE}; choose a plan with a smaller price, or a smaller \`--target\`.`,
  },
  NOTHING_TO_CHANGE: {
    title: 'There is nothing to change',
    detail: 'Nothing in the target was found that could be changed safely.',
    next: 'Read with `iama show {id}` what it looked at and why it left it, or choose another `--target` or `--recipe`.',
  },
  NO_TESTS_FOUND: {
    title: 'No test ran, so nothing can be proved',
    detail: 'No test was found that runs in this workspace.',
    next: 'Add a test or install its tool, then start again; or accept an unproved result with `--allow-untested`.',
  },
  BASELINE_TESTS_FAILED: {
    title: 'Tests fail before anything was changed',
    detail: 'Some tests do not pass on your code as it is.',
    next: 'Repair these tests and start again, or go on without them: `iama resume {id} --quarantine-failing`.',
  },
  BASELINE_TIMEOUT: {
    title: 'Tests take too long before anything was changed',
    detail: 'A test suite was killed when its time was over.',
    next: 'Give the tests more time with `iama intervene {id} --with increase_timeout`, leave what hangs out with `--with skip_or_quarantine_test`, or repair it and start again.',
  },
  WORKSPACE_CHANGED: {
    title: 'Files changed while the job was running',
    detail: 'A file of the target is not as it was when the job read it; nothing was written over it.',
    next: 'Finish or commit your edits, then try it again with `iama retry {id}`, or start anew if the plan no longer fits.',
  },
  PATCH_OUT_OF_SCOPE: {
    title: 'The patch went beyond the specification',
    detail: 'It would have changed files that you did not agree to; it was refused.',
    next: `${SEE}, then go back to the specification or start again with a wider \`--target\`.`,
  },
  REJECTED_CHANGE_RETURNED: {
    title: 'A change that you rejected came back',
    detail: 'The next attempt changed the same lines in the same way; it was refused.',
    next: `${SEE}, then try it again with \`iama retry {id}\`, or say in the specification what must stay as it is.`,
  },
  VERIFICATION_FAILED: {
    title: 'Tests that passed before do not pass with the change',
    detail: 'The change was not delivered; your files are untouched.',
    next: 'Read the failures with `iama show {id}`; choose a more careful level or a smaller `--target`.',
  },
  SEAL_BROKEN: {
    title: 'The change tampers with the tests',
    detail: 'It makes tests pass by changing them, their configuration, or code that looks for them.',
    next: `${SEE}: it names each place. Choose a more careful level or a smaller \`--target\`; the diff was not delivered.`,
  },
  HEALING_EXHAUSTED: {
    title: 'No attempt kept the tests as they were',
    detail: 'Every attempt that the plan allows was made; none was delivered.',
    next: 'Read the failures of each attempt with `iama show {id}`; choose a more careful level or a smaller `--target`.',
  },
};

/** A failure with the evidence of this job in one line. */
export function describeFailure(code: FailureCode, job_id: string, evidence = ''): JobFailure {
  const words = FAILURE_WORDS[code];
  return {
    code,
    title: words.title,
    detail: evidence === '' ? words.detail : evidence,
    next: words.next.replaceAll('{id}', job_id),
  };
}
