import { convertSpec } from '../../../app/specs/convert-spec.ts';
import { answer } from '../../handler.ts';

/** Whoever waits gets an answer, however slow the model is: clients wait for a minute. */
const PATIENCE_MS = 50_000;

export const specConvert = answer('spec.convert', ({ app, actor, params, body }) =>
  convertSpec(app, actor, { ...params, ...body }, AbortSignal.timeout(PATIENCE_MS)),
);
