import assert from 'node:assert/strict';
import { APICallError } from '@ai-sdk/provider';
import { explainFailure } from './explain-failure.ts';
import { retryAfterMs } from './retry-after.ts';
import { readUsage } from './read-usage.ts';
import { servedBy } from './served-by.ts';
import { tidySaying } from './tidy-saying.ts';
import { toPrompt } from './to-prompt.ts';

const NOW = new Date('2026-11-20T09:30:00.000Z');
const ABOUT = { model: 'm-1', endpoint: 'https://model.test/v1', key: 'sk-secret-key', accepted: false, now: NOW };

function refusal(statusCode: number, responseBody: string): APICallError {
  const call = { url: 'https://model.test/v1/chat/completions', requestBodyValues: {}, message: 'refused' };
  return new APICallError({ ...call, statusCode, responseBody });
}

describe('what an endpoint refuses with', () => {
  for (const [status, body, code] of [
    [401, '{"error":{"message":"Incorrect API key provided: sk-secret-key"}}', 'MODEL_KEY_REFUSED'],
    [400, '[{"error":{"message":"API key not valid. Please pass a valid API key."}}]', 'MODEL_KEY_REFUSED'],
    [403, '', 'MODEL_KEY_REFUSED'],
    [402, '', 'MODEL_OUT_OF_CREDIT'],
    [429, '{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}', 'MODEL_OUT_OF_CREDIT'],
    [429, '{"error":{"message":"Rate limit reached"}}', 'MODEL_RATE_LIMITED'],
    [404, '{"error":{"message":"model \\"m-1\\" not found, try pulling it first"}}', 'MODEL_UNKNOWN'],
    [404, '{"error":{"message":"The model `m-1` does not exist or you do not have access to it."}}', 'MODEL_UNKNOWN'],
    [400, '{"error":{"message":"/chat/completions: Invalid model name passed in model=m-1"}}', 'MODEL_UNKNOWN'],
    [404, '404 page not found', 'MODEL_URL_WRONG'],
    [405, '{"detail":"Method Not Allowed"}', 'MODEL_URL_WRONG'],
    [400, '{"error":{"message":"This model\'s maximum context length is 8192 tokens."}}', 'MODEL_CONTEXT_TOO_LONG'],
    [400, '{"error":{"message":"Unsupported parameter: \'max_tokens\'"}}', 'MODEL_REQUEST_REFUSED'],
    [529, '{"error":{"type":"overloaded_error","message":"Overloaded"}}', 'MODEL_UNAVAILABLE'],
    [500, '<html>oh</html>', 'MODEL_UNAVAILABLE'],
  ] as const) {
    it(`${status} ${body.slice(0, 60)} is ${code}`, () => {
      const failure = explainFailure(refusal(status, body), ABOUT);
      assert.equal(failure.code, code);
      assert.match(failure.message, /model\.test/);
      assert.equal(failure.served, 'no');
      assert.doesNotMatch(`${failure.message} ${failure.said}`, /secret/);
    });
  }

  for (const [code, expected, served] of [
    ['ECONNREFUSED', 'MODEL_UNREACHABLE', 'no'],
    ['ENOTFOUND', 'MODEL_UNREACHABLE', 'no'],
    ['ECONNRESET', 'MODEL_UNREACHABLE', 'unknown'],
    ['UND_ERR_SOCKET', 'MODEL_UNREACHABLE', 'unknown'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'MODEL_TLS_FAILED', 'no'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'MODEL_TLS_FAILED', 'no'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'MODEL_TLS_FAILED', 'no'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'MODEL_TLS_FAILED', 'no'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'MODEL_TLS_FAILED', 'no'],
  ] as const) {
    it(`${code} is ${expected}, and was served: ${served}`, () => {
      const error = new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) });
      const failure = explainFailure(error, ABOUT);
      assert.deepEqual([failure.code, failure.served], [expected, served]);
      assert.ok(failure.message.includes(code));
    });
  }

  it('a port that fetch sends nothing to is nobody, and costs nothing', () => {
    const failure = explainFailure(new TypeError('fetch failed', { cause: new Error('bad port') }), ABOUT);
    assert.deepEqual([failure.code, failure.served], ['MODEL_UNREACHABLE', 'no']);
  });

  it('a broken connection after the 200 is an answer that was cut off, and is paid', () => {
    const error = Object.assign(new Error('x'), { code: 'ECONNRESET' });
    const failure = explainFailure(error, { ...ABOUT, accepted: true });
    assert.deepEqual([failure.code, failure.served], ['MODEL_CUT_OFF', 'yes']);
  });
});

describe('Retry-After', () => {
  it('is seconds, a date, or milliseconds in a header of its own', () => {
    assert.equal(retryAfterMs({ 'retry-after': '2' }, NOW), 2000);
    assert.equal(retryAfterMs({ 'retry-after': 'Fri, 20 Nov 2026 09:30:05 GMT' }, NOW), 5000);
    assert.equal(retryAfterMs({ 'retry-after': '2', 'retry-after-ms': '150' }, NOW), 150);
  });
  it('is nothing, when it is not there or not to be read', () => {
    for (const headers of [{}, { 'retry-after': '' }, { 'retry-after': 'soon' }])
      assert.equal(retryAfterMs(headers, NOW), null);
  });
  it('is never in the past', () => assert.equal(retryAfterMs({ 'retry-after': '-5' }, NOW), 0));
});

describe('what an endpoint says', () => {
  it('is its message, in one line, cut, without what moves a cursor and without the key', () => {
    assert.equal(tidySaying('{"error":{"message":"No.\\n\\u001b[2J","code":"c"}}', null), 'No. [2J (c)');
    assert.equal(tidySaying('bad key sk-secret-key!', 'sk-secret-key'), 'bad key (key)!');
    assert.equal(tidySaying('{"detail":"gone"}', null), 'gone');
    assert.equal(tidySaying('x'.repeat(1000), null)?.length, 301);
  });
  it('is nothing, when it says nothing', () => assert.equal(tidySaying(' \n', null), null));
});

describe('the model that an event names', () => {
  for (const [raw, expected] of [
    [
      { id: 'a', model: 'gpt-4o' },
      { model: 'gpt-4o', upstream_id: 'a' },
    ],
    [
      { type: 'message_start', message: { id: 'b', model: 'claude' } },
      { model: 'claude', upstream_id: 'b' },
    ],
    [
      { modelVersion: 'models/gemini', responseId: 'c' },
      { model: 'gemini', upstream_id: 'c' },
    ],
    [{ id: 'a', model: '' }, null],
    [{ model: 7 }, null],
    ['text', null],
    [null, null],
  ] as const) {
    it(`is ${JSON.stringify(expected)} in ${JSON.stringify(raw)}`, () => assert.deepEqual(servedBy(raw), expected));
  }
});

describe('figures', () => {
  const nothing = { noCache: undefined, cacheRead: undefined, cacheWrite: undefined };
  const usage = (input: number | undefined, output: number | undefined, cacheRead?: number) => ({
    inputTokens: { ...nothing, total: input, cacheRead },
    outputTokens: { total: output, text: undefined, reasoning: undefined },
  });
  it('are taken when they are figures', () => {
    assert.deepEqual(readUsage(usage(10, 3, 4)), { input: 10, cached_input: 4, cache_write: 0, output: 3 });
  });
  it('count no more from the cache than there was', () => assert.equal(readUsage(usage(10, 3, 40))?.cached_input, 10));
  it('are nothing when they are none', () => {
    for (const [input, output] of [
      [undefined, 1],
      [1, undefined],
      [-1, 1],
      [1, Number.NaN],
      [1, 1e30],
      [0.5, 1],
    ]) {
      assert.equal(readUsage(usage(input, output)), null);
    }
  });
});

describe('a prompt', () => {
  const prompt = { stable: ['a', 'b', 'c', 'd', 'e'], turns: [{ role: 'user', text: 'q' }] } as const;
  it('has one system message, in the same bytes each time', () => {
    assert.deepEqual(toPrompt(prompt, 'openai-compatible')[0], { role: 'system', content: 'a\n\nb\n\nc\n\nd\n\ne' });
  });
  it('has no more marks for Anthropic than it takes, on the last parts', () => {
    const system = toPrompt(prompt, 'anthropic').filter(({ role }) => role === 'system');
    assert.deepEqual(
      system.map(({ providerOptions }) => providerOptions !== undefined),
      [false, true, true, true, true],
    );
  });
});
