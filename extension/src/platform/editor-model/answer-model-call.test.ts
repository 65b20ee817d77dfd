import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelCall } from '../../core/editor-model/model-grant.ts';
import { keptValues } from '../kept-values.ts';
import { answerModelCall } from './answer-model-call.ts';
import type { Answering } from './answer-model-call.ts';
import { EditorModelError } from './editor-model.ts';
import type { EditorModel } from './editor-model.ts';
import { modelGrants } from './model-grants.ts';

const FACTS = { id: 'm', name: 'Model One', vendor: 'acme', family: 'm', version: '1', maxInputTokens: 1000 };
const MODEL_ID = 'acme/m@1';
const JOB = 'job-1';
const CALL: ModelCall = {
  kind: 'model_call',
  call_id: '019a0000-0000-7000-8000-000000000001',
  model: { id: MODEL_ID, name: 'Model One', tokens: 1000 },
  prompt: { stable: ['rules'], turns: [{ role: 'user', text: 'question' }] },
  max_output_tokens: 100,
};

describe('a call that the editor’s model answers', () => {
  let folder: string;
  let sent: number;
  let answering: Answering;
  let stop: AbortController;
  const port = (over: Partial<EditorModel> = {}): Answering['port'] => {
    const model: EditorModel = {
      ...FACTS,
      mayBeAsked: () => true,
      count: ({ text }) => Promise.resolve(text.length),
      send: () => {
        sent += 1;
        return pieces('{"an', 'swer":1}');
      },
      ...over,
    };
    return { models: () => Promise.resolve([model]), change: never };
  };
  const answer = (over: Partial<Answering> = {}) => answerModelCall(CALL, JOB, { ...answering, ...over });
  const codeOf = async (over: Partial<Answering>) => {
    const outcome = await answer(over);
    return outcome.status === 'failed' ? outcome.failure.code : outcome.status;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'iama-grants-'));
    sent = 0;
    stop = new AbortController();
    const grants = modelGrants(keptValues(folder), () => undefined);
    await grants.give(JOB, { model_id: MODEL_ID, name: 'Model One', used: 0 });
    const { signal } = stop;
    answering = { port: port(), grants, most: 30, patience_ms: 50, progress: () => undefined, signal };
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('comes whole, under the name of the model that gave it, with what the editor counts', async () => {
    assert.deepEqual(await answer(), {
      status: 'completed',
      result: {
        kind: 'model_call',
        text: '{"answer":1}',
        served_model: MODEL_ID,
        usage: { input: 15, cached_input: 0, cache_write: 0, output: 12 },
      },
    });
  });

  it('is handed on without figures when only its length cannot be told', async () => {
    const count: EditorModel['count'] = ({ role, text }) =>
      role === 'user'
        ? Promise.resolve(text.length)
        : Promise.reject(new EditorModelError({ code: '', message: 'No tokenizer.', cause: '' }));
    const outcome = await answer({ port: port({ count }) });
    assert.deepEqual(outcome.status === 'completed' && outcome.result, {
      kind: 'model_call',
      text: '{"answer":1}',
      served_model: MODEL_ID,
      usage: null,
    });
  });

  it('is counted on disk before it is sent, so that a window that comes later knows of it', async () => {
    let counted: number | undefined;
    const later = () => modelGrants(keptValues(folder), () => undefined).of(JOB);
    async function* send(): AsyncGenerator<string> {
      counted = (await later())?.used;
      yield '{}';
    }
    await answer({ port: port({ send }) });
    assert.equal(counted, 1);
    assert.equal(await codeOf({ most: 1 }), 'MODEL_CALLS_USED_UP');
    assert.equal(await codeOf({ most: 2 }), 'completed');
    assert.equal(sent, 1);
  });

  it('is not sent for a job that nobody allowed it for', async () => {
    const outcome = await answerModelCall(CALL, 'job-2', answering);
    assert.equal(outcome.status === 'failed' && outcome.failure.code, 'MODEL_CONSENT_MISSING');
    assert.equal(sent, 0);
  });

  it('is not sent where the editor would have to ask the person first', async () => {
    assert.equal(await codeOf({ port: port({ mayBeAsked: () => false }) }), 'MODEL_CONSENT_MISSING');
    assert.equal(sent, 0);
  });

  it('is neither sent nor counted where question and answer have no room', async () => {
    assert.equal(await codeOf({ port: port({ maxInputTokens: 116 }) }), 'MODEL_CONTEXT_TOO_LONG');
    assert.equal(sent, 0);
    assert.equal((await answering.grants.of(JOB))?.used, 0);
    assert.equal(await codeOf({ port: port({ maxInputTokens: 117 }) }), 'completed');
  });

  it('waits for a provider that comes after its window, and for no other edition of the model', async () => {
    const late = port();
    let there = false;
    const models = async () => (there ? await late.models() : []);
    const change = () => {
      there = true;
      return Promise.resolve();
    };
    assert.equal(await codeOf({ port: { models, change } }), 'completed');
    assert.equal(await codeOf({ port: port({ version: '2' }) }), 'MODEL_GONE');
    const silent = () => new Promise<never>(() => undefined);
    assert.equal(await codeOf({ port: { models: silent, change: never } }), 'MODEL_GONE');
  });

  it('fails by the editor’s own reason', async () => {
    async function* send(): AsyncGenerator<string> {
      yield 'half';
      throw new EditorModelError({ code: 'Blocked', message: 'No quota is left.', cause: '' });
    }
    assert.deepEqual(await answer({ port: port({ send }) }), {
      status: 'failed',
      failure: { code: 'MODEL_BLOCKED', message: 'No quota is left.', retryable: false },
    });
  });

  it('is read no further than its cap', async () => {
    let request: AbortSignal | null = null;
    async function* send(_: unknown, signal: AbortSignal): AsyncGenerator<string> {
      request = signal;
      for (;;) yield 'x'.repeat(200);
    }
    assert.equal(await codeOf({ port: port({ send }) }), 'MODEL_OUTPUT_TOO_LONG');
    assert.equal((request as AbortSignal | null)?.aborted, true, 'the request goes on');
  });

  it('ends with a cancel, also where the provider does not listen', async () => {
    async function* send(): AsyncGenerator<string> {
      yield 'half';
      stop.abort();
      await new Promise(() => undefined);
    }
    await assert.rejects(answer({ port: port({ send }) }), { name: 'AbortError' });
    await assert.rejects(answer({ port: port({ send: () => pieces('late') }) }), { name: 'AbortError' });
  });
});

/** Until the patience of whoever waits is over. */
function never(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

async function* pieces(...all: readonly string[]): AsyncGenerator<string> {
  for (const each of all) yield await Promise.resolve(each);
}
