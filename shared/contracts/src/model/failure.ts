import { z } from 'zod';

interface Row {
  readonly title: string;
  readonly next: string;
  /** Worth asking again: the same question may be answered the next time. */
  readonly again?: true;
}

/** Everything that can go wrong with a call of a model. Codes are stable: clients branch on them. */
export const MODEL_FAILURES = {
  MODEL_NOT_CONFIGURED: {
    title: 'No model is configured',
    next: 'Recipes work without one. To add one, set IAMA_MODEL and IAMA_MODEL_URL and start the server again; see the README.',
  },
  MODEL_NO_ROUTE: {
    title: 'No route leads to a model for this',
    next: 'Add a route to IAMA_LLM_ROUTE_TABLE in dynamic_configs.',
  },
  MODEL_ROUTES_INVALID: {
    title: 'The table of routes cannot be read',
    next: 'Correct IAMA_LLM_ROUTE_TABLE in dynamic_configs.',
  },
  MODEL_ENTITLEMENT_DENIED: {
    title: 'The plan does not include this class of models',
    next: 'Go on with a lower class, or change the plan.',
  },
  MODEL_KEY_MISSING: {
    title: 'There is no key for this model',
    next: 'Put the key into the variable or the file that the configuration names, and start the server again.',
  },
  MODEL_KEY_REFUSED: {
    title: 'The endpoint refuses the key',
    next: 'Check that the key is whole, belongs to this endpoint and may use this model.',
  },
  MODEL_OUT_OF_CREDIT: {
    title: 'The account at the endpoint has no credit left',
    next: 'Add credit or raise the limit at the provider.',
  },
  MODEL_UNREACHABLE: {
    title: 'Nothing answers at the endpoint',
    next: 'Check the address, and that the model server is running.',
    again: true,
  },
  MODEL_TLS_FAILED: {
    title: 'The endpoint has no connection that can be trusted',
    next: 'Check https or http in the address. For an authority of your own, name its certificate in NODE_EXTRA_CA_CERTS.',
  },
  MODEL_URL_WRONG: {
    title: 'The endpoint is not where the configuration says',
    next: 'Give the base address up to the part before /chat/completions; most end in /v1.',
  },
  MODEL_UNKNOWN: {
    title: 'The endpoint does not know this model',
    next: 'Check the name; for Ollama, `ollama pull` it first.',
  },
  MODEL_REQUEST_REFUSED: {
    title: 'The endpoint refuses the request',
    next: 'Read what it says. If it does not take `max_tokens`, set `output_limit_field` to max_completion_tokens.',
  },
  MODEL_CONTEXT_TOO_LONG: {
    title: 'The request is longer than the model takes',
    next: 'Narrow the target, or route to a model with a larger context.',
  },
  MODEL_RATE_LIMITED: {
    title: 'The endpoint asks to wait',
    next: 'Wait, or raise the limit at the provider.',
    again: true,
  },
  MODEL_UNAVAILABLE: { title: 'The endpoint has a fault of its own', next: 'Try again in a few minutes.', again: true },
  MODEL_TIMEOUT: {
    title: 'The model took too long',
    next: 'Try again; a local model that has to be loaded first needs a longer first_token_ms.',
  },
  MODEL_CUT_OFF: {
    title: 'The answer broke off',
    next: 'Try again; if it stays, look at what is between.',
    again: true,
  },
  MODEL_NOT_STREAMING: {
    title: 'The endpoint does not stream',
    next: 'Switch streaming on at the endpoint or its proxy: IAMA reads answers as server-sent events only.',
  },
  MODEL_GARBLED: {
    title: 'The endpoint sends what cannot be read',
    next: 'Check that the address is that of a model of this provider.',
  },
  MODEL_MISMATCH: {
    title: 'Another model answered than the one that was asked for',
    next: 'Nothing of the answer was used. If the two are the same, add the name to `served_as` of the model.',
  },
  MODEL_OUTPUT_TOO_LONG: {
    title: 'The answer is longer than its limit',
    next: 'Nothing of it was used. Narrow the target so that less has to be written.',
  },
  MODEL_FILTERED: {
    title: 'The endpoint held the answer back',
    next: 'Its filter took offence; route to another model.',
  },
  MODEL_ANSWER_INVALID: {
    title: 'The answer has not the form that was asked for, twice',
    next: 'Try again or route to another model.',
  },
  MODEL_CALLS_USED_UP: {
    title: 'The job has asked the editor’s model as often as it may',
    next: 'Start another job with a smaller target, or let a model of the control plane do it.',
  },
  MODEL_CONSENT_MISSING: {
    title: 'The editor does not let IAMA use its model for this job',
    next: 'Try the job again in the editor that started it, and allow it when the editor asks.',
  },
  MODEL_BLOCKED: {
    title: 'The provider of the editor’s model does not let it be used now',
    next: 'Its quota may be used up. Look at your account there, then try the job again.',
  },
  MODEL_GONE: {
    title: 'The editor does not have this model any more',
    next: 'Sign in to its provider or install it again and try the job again, or start another job with another model.',
  },
  MODEL_OFF_TOPIC: {
    title: 'The provider of the editor’s model takes no requests of this kind',
    next: 'Start another job with another model.',
  },
  MODEL_BUSY: { title: 'Too many calls are waiting for this model', next: 'Try again in a moment.' },
  MODEL_RESTING: {
    title: 'The model failed several times in a row and is left alone for a while',
    next: 'Try again in half a minute; the calls before say what is wrong.',
  },
  MODEL_SWITCHED_OFF: {
    title: 'An operator has switched this model off',
    next: 'Try again when it is switched on, or choose a recipe, which needs no model.',
  },
  MODEL_CANCELLED: { title: 'The call was cancelled', next: 'Nothing has to be done.' },
} as const satisfies Record<string, Row>;

export type ModelFailureCode = keyof typeof MODEL_FAILURES;
export const ModelFailureCode = z.enum(Object.keys(MODEL_FAILURES) as [ModelFailureCode, ...ModelFailureCode[]]);
