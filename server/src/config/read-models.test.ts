import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModels } from './read-models.ts';

const OLLAMA = { IAMA_MODEL: 'qwen2.5-coder', IAMA_MODEL_URL: 'http://127.0.0.1:11434/v1/' };

describe('readModels', () => {
  it('finds none where none is named', () => assert.deepEqual(readModels({}), { models: [], lines: [] }));

  it('takes one model from variables, and never the key itself', () => {
    const { models, lines } = readModels({ ...OLLAMA, IAMA_MODEL_KEY: 'sk-secret-1', IAMA_MODEL_PRICE: '0.15/0.60' });
    assert.deepEqual(lines, []);
    const [model] = models;
    assert.equal(model?.alias, 'default');
    assert.equal(model.base_url, 'http://127.0.0.1:11434/v1');
    assert.deepEqual(model.key, { env: 'IAMA_MODEL_KEY' });
    assert.deepEqual(model.price, { input: 0.15, output: 0.6 });
    assert.doesNotMatch(JSON.stringify(models), /secret/);
  });

  for (const [env, says] of [
    [{ IAMA_MODEL: 'm' }, /IAMA_MODEL_URL is missing: it takes http/],
    [{ IAMA_MODEL_URL: OLLAMA.IAMA_MODEL_URL }, /IAMA_MODEL_URL say how to reach a model: IAMA_MODEL has to name it/],
    [{ ...OLLAMA, IAMA_MODEL_URL: 'localhost:11434' }, /IAMA_MODEL_URL takes http/],
    [{ ...OLLAMA, IAMA_MODEL_URL: 'https://me:sk-secret-1@host/v1' }, /IAMA_MODEL_URL takes http.*without user/],
    [{ ...OLLAMA, IAMA_MODEL_URL: 'https://host/v1/chat/completions' }, /up to the part before/],
    [{ ...OLLAMA, IAMA_MODEL_PROVIDER: 'openai' }, /IAMA_MODEL_PROVIDER takes openai-compatible, anthropic or google/],
    [{ IAMA_MODEL: 'm', IAMA_MODEL_PROVIDER: 'anthropic' }, /IAMA_MODEL_KEY or IAMA_MODEL_KEY_FILE is missing/],
    [{ ...OLLAMA, IAMA_MODEL_PRICE: 'cheap' }, /IAMA_MODEL_PRICE takes USD/],
    [{ ...OLLAMA, IAMA_MODEL_KEY: 'sk-secret-1', IAMA_MODEL_KEY_FILE: '/k' }, /two places for one key/],
    [
      { ...OLLAMA, IAMA_MODELS_FILE: '/m.json' },
      /IAMA_MODELS_FILE names all models: it goes without IAMA_MODEL, IAMA_MODEL_URL/,
    ],
    [{ IAMA_MODELS_FILE: '/nowhere/m.json' }, /\/nowhere\/m.json cannot be read \(ENOENT\)/],
  ] as const) {
    it(`refuses ${JSON.stringify(env)}`, () => {
      const { models, lines } = readModels(env);
      assert.deepEqual(models, []);
      assert.match(lines.join('\n'), says);
      assert.doesNotMatch(lines.join('\n'), /secret/);
    });
  }

  describe('with a file', () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'iama-models-'));
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    async function read(text: string) {
      const file = join(folder, 'models.json');
      await writeFile(file, text);
      return readModels({ IAMA_MODELS_FILE: file });
    }

    it('takes several', async () => {
      const { models, lines } = await read(
        JSON.stringify({
          models: {
            fast: { model: 'qwen2.5-coder', base_url: 'http://127.0.0.1:11434/v1', first_token_ms: 300_000 },
            careful: { provider: 'anthropic', model: 'claude-sonnet-4-5', key: { env: 'ANTHROPIC_API_KEY' } },
          },
        }),
      );
      assert.deepEqual(lines, []);
      assert.deepEqual(
        models.map(({ alias }) => alias),
        ['fast', 'careful'],
      );
      assert.equal(models[0]?.first_token_ms, 300_000);
    });

    it('says where it is wrong, and repeats no key that stands in it by mistake', async () => {
      const wrong = {
        models: { fast: { model: 'm', base_url: 'http://h/v1', key: 'sk-secret-1', colour: 1 }, 'A B': {} },
      };
      const { lines } = await read(JSON.stringify(wrong));
      assert.match(lines.join('\n'), /models\.fast\.key/);
      assert.match(lines.join('\n'), /colour/);
      assert.doesNotMatch(lines.join('\n'), /secret/);
      assert.match((await read('{"models": sk-secret-1')).lines.join('\n'), /is not JSON\.$/);
    });
  });
});
