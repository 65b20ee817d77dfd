import { callerOf } from '../../../app/models/caller-of.ts';
import { testModel } from '../../../app/models/test-model.ts';
import { answer } from '../../handler.ts';

/** Whoever waits for the answer of a test gets one, however slow the model is: clients wait for a minute. */
const PATIENCE_MS = 50_000;

export const modelsTest = answer('models.test', ({ app, actor, params }) =>
  testModel(app, callerOf(actor), params.alias, {
    ms: PATIENCE_MS,
    signal: AbortSignal.timeout(PATIENCE_MS),
  }),
);
