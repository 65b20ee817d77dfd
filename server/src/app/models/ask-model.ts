import { readJsonAnswer } from '@iama/engine/answer/read-json-answer';
import type { z } from 'zod';
import { callModel } from './call-model.ts';
import type { ModelAnswer } from './model-answer.ts';
import type { ModelDeps } from './model-deps.ts';
import { ModelFailure } from './model-failure.ts';
import type { ModelRequest } from './model-request.ts';

const MOST_COMPLAINTS = 20;

export interface Asked<T> {
  readonly value: T;
  /** One, or two if the first had not the form that was asked for. */
  readonly answers: readonly ModelAnswer[];
}

/**
 * Asks for JSON of a form. Slips are mended; what does not fit then goes back to the model once, with what is wrong. The
 * value is a stranger's: it has the form, and nothing else about it is known. Throws ModelFailure.
 */
export async function askModel<T>(
  deps: ModelDeps,
  request: ModelRequest,
  schema: z.ZodType<T>,
  signal: AbortSignal,
): Promise<Asked<T>> {
  const first = await callModel(deps, request, signal);
  const read = readAs(schema, first.text);
  if (read.ok) return { value: read.value, answers: [first] };

  const second = await callModel(deps, repairTurn(request, first.text, read.complaints), signal);
  const again = readAs(schema, second.text);
  if (again.ok) return { value: again.value, answers: [first, second] };
  const failure = new ModelFailure(
    'MODEL_ANSWER_INVALID',
    `The answer has not the form that was asked for: ${again.complaints.slice(0, 3).join('; ')}.`,
    { served: 'yes' },
  );
  failure.receipt_sha256 = second.receipt_sha256;
  throw failure;
}

function repairTurn(request: ModelRequest, answer: string, complaints: readonly string[]): ModelRequest {
  const { prompt, request_key } = request;
  const text = [
    'This answer cannot be used. What is wrong with it:',
    ...complaints.map((each) => `- ${each}`),
    'Send the whole answer again, corrected, as JSON and nothing else.',
  ].join('\n');
  const turns = [...prompt.turns, { role: 'assistant', text: answer } as const, { role: 'user', text } as const];
  return { ...request, request_key: `${request_key}/repair`, prompt: { ...prompt, turns } };
}

function readAs<T>(
  schema: z.ZodType<T>,
  answer: string,
): { ok: true; value: T } | { ok: false; complaints: readonly string[] } {
  const json = readJsonAnswer(answer);
  if (!json.ok) return { ok: false, complaints: [json.message] };
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const complaints = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
  return { ok: false, complaints: complaints.slice(0, MOST_COMPLAINTS) };
}
