import type { TaskFailure } from '@iama/contracts/task/payload';
import { refusal } from './model-grant.ts';

/** An error of a language model, as the editor throws it. `code` is that of LanguageModelError; empty for any other error. */
export interface ModelError {
  readonly code: string;
  readonly message: string;
  /** Of what lies beneath it; empty where there is nothing. */
  readonly cause: string;
}

/** What a provider says that does not answer such questions. */
const OFF_TOPIC = 'off_topic';

/** What the job is told of it. Only what nobody has decided may pass by itself. */
export function failureOf({ code, message, cause }: ModelError): TaskFailure {
  const said = [message, cause].filter(Boolean).join(' ') || 'The editor gave no reason.';
  if (said.includes(OFF_TOPIC)) return refusal('MODEL_OFF_TOPIC', said);
  switch (code) {
    case 'NoPermissions':
      return refusal('MODEL_CONSENT_MISSING', said);
    case 'Blocked':
      return refusal('MODEL_BLOCKED', said);
    case 'NotFound':
      return refusal('MODEL_GONE', said);
    default:
      return { code: 'MODEL_UNAVAILABLE', message: said, retryable: true };
  }
}
