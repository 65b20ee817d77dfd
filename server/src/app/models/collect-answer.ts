import type { ModelUsage } from '@iama/contracts/model/usage';
import { isSameModel } from '../../domain/model/is-same-model.ts';
import { mostCharacters } from '../../domain/model/output-cap.ts';
import type { ModelDescription, ModelPart } from '../ports/model-port.ts';
import { ModelFailure } from './model-failure.ts';

/** What was seen of one answer, whole or not. */
export interface SeenAnswer {
  readonly failure: ModelFailure | null;
  readonly text: string;
  readonly pieces: number;
  readonly first_text_at: Date | null;
  /** Of text and thoughts; null when none of it could be seen. */
  readonly bytes: number | null;
  readonly served: 'yes' | 'no' | 'unknown';
  readonly served_model: string | null;
  readonly upstream_id: string | null;
  readonly usage: ModelUsage | null;
}

interface Expectations {
  readonly model: ModelDescription;
  readonly max_output_tokens: number;
  readonly now: () => Date;
  readonly onText: ((text: string) => void) | undefined;
  readonly onAccepted: () => Promise<void>;
}

/**
 * Reads an answer to its end, or to the first thing that is wrong with it: then it stops reading, which closes the
 * request. Another model than the routed one is refused before any of its text is taken. Never throws ModelFailure.
 */
export async function collectAnswer(parts: AsyncIterable<ModelPart>, expected: Expectations): Promise<SeenAnswer> {
  const { model, max_output_tokens } = expected;
  const seen = { text: '', pieces: 0, first_text_at: null as Date | null };
  let bytes: number | null = null;
  const by = { served_model: null as string | null, upstream_id: null as string | null };
  let served: SeenAnswer['served'] = 'no';
  let usage: ModelUsage | null = null;
  let ended = false;
  const end = (failure: ModelFailure | null): SeenAnswer => ({ ...seen, ...by, bytes, failure, served, usage });
  try {
    for await (const part of parts) {
      switch (part.type) {
        case 'accepted':
          served = 'yes';
          bytes = 0;
          await expected.onAccepted();
          break;
        case 'served_by':
          by.served_model = part.model;
          by.upstream_id = part.upstream_id;
          if (!isSameModel(model.model, part.model, model.served_as)) return end(otherModel(model, part.model));
          break;
        case 'thought':
        case 'text': {
          if (by.served_model === null) return end(namelessModel(model));
          bytes = (bytes ?? 0) + new TextEncoder().encode(part.text).length;
          if (part.type === 'thought') break;
          seen.text += part.text;
          seen.pieces += 1;
          seen.first_text_at ??= expected.now();
          if (seen.text.length > mostCharacters(max_output_tokens)) return end(tooLong(max_output_tokens));
          expected.onText?.(part.text);
          break;
        }
        case 'end':
          ended = true;
          ({ usage } = part);
          if (by.served_model === null) return end(namelessModel(model));
          if (part.finish === 'length' || (usage?.output ?? 0) > max_output_tokens) {
            return end(tooLong(max_output_tokens));
          }
          if (part.finish === 'filtered') return end(new ModelFailure('MODEL_FILTERED', undefined, { served: 'yes' }));
      }
    }
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    served = served === 'yes' ? 'yes' : error.served;
    return end(error);
  }
  return end(ended ? null : new ModelFailure('MODEL_CUT_OFF', undefined, { served }));
}

function otherModel({ model }: ModelDescription, served: string): ModelFailure {
  const name = JSON.stringify(served.slice(0, 100));
  return new ModelFailure('MODEL_MISMATCH', `${JSON.stringify(model)} was asked, and ${name} answered.`, {
    served: 'yes',
  });
}

function namelessModel({ model }: ModelDescription): ModelFailure {
  const message = `${JSON.stringify(model)} was asked, and the answer does not say which model wrote it.`;
  return new ModelFailure('MODEL_MISMATCH', message, { served: 'yes' });
}

function tooLong(max_output_tokens: number): ModelFailure {
  const limit = max_output_tokens.toLocaleString('en');
  return new ModelFailure('MODEL_OUTPUT_TOO_LONG', `The answer has more than ${limit} tokens.`, { served: 'yes' });
}
