import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelPart } from '../app/ports/model-port.ts';
import type { ModelSettings } from './model-settings.ts';
import { sdkModelPort } from './sdk-model-port.ts';

const SETTINGS: ModelSettings = {
  alias: 'default',
  provider: 'openai-compatible',
  model: 'm-1',
  base_url: null,
  key: { env: 'KEY' },
  served_as: [],
  price: null,
  output_limit_field: 'max_tokens',
  stream_usage: true,
  prompt_cache_key: false,
  concurrency: 1,
  first_token_ms: 5000,
  idle_ms: 5000,
  total_ms: 8000,
};

interface Heard {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Record<string, unknown>;
}

describe('a model over the wire of', () => {
  let server: Server;
  let heard: Heard;
  let answer: readonly object[];
  let base_url: string;

  beforeEach(async () => {
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        heard = { url: request.url ?? '', headers: request.headers, body: JSON.parse(text) as Heard['body'] };
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        for (const event of answer) {
          const type = 'type' in event ? `event: ${String(event.type)}\n` : '';
          response.write(`${type}data: ${JSON.stringify(event)}\n\n`);
        }
        response.end();
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  afterEach(async () => {
    const closed = new Promise((resolve) => {
      server.close(resolve);
    });
    server.closeAllConnections();
    await closed;
  });

  async function ask(settings: Partial<ModelSettings>): Promise<ModelPart[]> {
    const port = sdkModelPort([{ ...SETTINGS, base_url, ...settings }], {
      env: { KEY: 'sk-secret-key' },
      clock: { now: () => new Date(0) },
    });
    const prompt = { stable: ['rules', 'spec'], turns: [{ role: 'user', text: 'go' }] } as const;
    const call = { call_id: 'call-1', alias: 'default', prompt, max_output_tokens: 50 };
    const parts: ModelPart[] = [];
    for await (const part of port.stream(call, new AbortController().signal)) parts.push(part);
    return parts;
  }

  it('Anthropic: key, limit, marks for the cache, served model, figures', async () => {
    const usage = { input_tokens: 4, cache_read_input_tokens: 6, cache_creation_input_tokens: 0, output_tokens: 1 };
    answer = [
      {
        type: 'message_start',
        message: {
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          model: 'claude-1',
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage,
        },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'done' } },
      { type: 'content_block_stop', index: 0 },
      { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 3 } },
      { type: 'message_stop' },
    ];
    const parts = await ask({ provider: 'anthropic', model: 'claude-1' });
    assert.equal(heard.headers['x-api-key'], 'sk-secret-key');
    assert.equal(heard.headers['x-client-request-id'], 'call-1');
    assert.equal(heard.body['max_tokens'], 50);
    assert.equal(heard.body['stream'], true);
    assert.match(JSON.stringify(heard.body['system']), /"rules".*"ephemeral".*"spec".*"ephemeral"/);
    assert.deepEqual(parts, [
      { type: 'accepted' },
      { type: 'served_by', model: 'claude-1', upstream_id: 'msg_1' },
      { type: 'text', text: 'done' },
      { type: 'end', finish: 'stop', usage: { input: 10, cached_input: 6, cache_write: 0, output: 3 } },
    ]);
  });

  it('Google: key, limit, served model, figures', async () => {
    const content = { role: 'model', parts: [{ text: 'done' }] };
    const usageMetadata = {
      promptTokenCount: 10,
      candidatesTokenCount: 3,
      totalTokenCount: 13,
      cachedContentTokenCount: 6,
    };
    answer = [
      {
        candidates: [{ content, finishReason: 'STOP', index: 0 }],
        usageMetadata,
        modelVersion: 'gemini-1',
        responseId: 'r1',
      },
    ];
    const parts = await ask({ provider: 'google', model: 'gemini-1' });
    assert.match(heard.url, /gemini-1:streamGenerateContent\?alt=sse/);
    assert.equal(heard.headers['x-goog-api-key'], 'sk-secret-key');
    assert.equal((heard.body['generationConfig'] as { maxOutputTokens: number }).maxOutputTokens, 50);
    assert.deepEqual(parts, [
      { type: 'accepted' },
      { type: 'served_by', model: 'gemini-1', upstream_id: 'r1' },
      { type: 'text', text: 'done' },
      { type: 'end', finish: 'stop', usage: { input: 10, cached_input: 6, cache_write: 0, output: 3 } },
    ]);
  });

  it('OpenAI: the newer name of the limit, and a key for the cache, where they are configured', async () => {
    const event = (fields: object) => ({ id: 'c1', model: 'm-1', ...fields });
    answer = [
      event({ choices: [{ index: 0, delta: { reasoning_content: 'hm' } }] }),
      event({ choices: [{ index: 0, delta: { content: 'done' } }] }),
      event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
    ];
    const parts = await ask({ output_limit_field: 'max_completion_tokens', prompt_cache_key: true });
    assert.equal(heard.url, '/v1/chat/completions');
    assert.equal(heard.headers.authorization, 'Bearer sk-secret-key');
    assert.equal(heard.body['max_completion_tokens'], 50);
    assert.ok(!('max_tokens' in heard.body));
    assert.equal(heard.body['prompt_cache_key'], 'iama-default');
    assert.deepEqual(heard.body['stream_options'], { include_usage: true });
    assert.deepEqual(parts.slice(2), [
      { type: 'thought', text: 'hm' },
      { type: 'text', text: 'done' },
      { type: 'end', finish: 'stop', usage: null },
    ]);
  });

  it('an older endpoint: nothing that it does not know', async () => {
    answer = [{ id: 'c1', model: 'm-1', choices: [{ index: 0, delta: { content: 'done' }, finish_reason: 'stop' }] }];
    await ask({ stream_usage: false });
    assert.deepEqual(Object.keys(heard.body).toSorted(), ['max_tokens', 'messages', 'model', 'stream']);
  });

  for (const provider of ['anthropic', 'google'] as const) {
    it(`${provider}: nothing is sent without a key, and no other variable is looked at`, async () => {
      await assert.rejects(ask({ provider, key: null }), { code: 'MODEL_KEY_MISSING' });
      await assert.rejects(ask({ provider, key: { env: 'NOT_SET' } }), {
        code: 'MODEL_KEY_MISSING',
        message: /NOT_SET/,
      });
      await assert.rejects(ask({ provider, key: { file: '/nowhere/key' } }), {
        code: 'MODEL_KEY_MISSING',
        message: /ENOENT/,
      });
    });
  }
});
