import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModels } from './read-models.ts';

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const PART = README.slice(README.indexOf('### Add a language model'));

/** `# Ollama` and the line below it, as variables. */
function setupOf(title: string): Record<string, string> {
  const line = PART.split('\n')[PART.split('\n').indexOf(`# ${title}`) + 1] ?? '';
  return Object.fromEntries([...line.matchAll(/(IAMA_\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]));
}

describe('models as the README sets them up', () => {
  for (const [title, provider, endpoint] of [
    ['Ollama', 'openai-compatible', /127\.0\.0\.1:11434\/v1$/],
    ['a LiteLLM proxy', 'openai-compatible', /:4000\/v1$/],
    ['OpenAI', 'openai-compatible', /^https:\/\/api\.openai\.com\/v1$/],
    ['Anthropic', 'anthropic', /anthropic/],
  ] as const) {
    it(`are read: ${title}`, () => {
      const { models } = readModels(setupOf(title));
      assert.equal(models.length, 1);
      assert.equal(models[0]?.provider, provider);
      assert.match(JSON.stringify(models[0]), new RegExp(endpoint.source.replaceAll(/[$^]/g, '')));
    });
  }

  it('are read from the file that it shows', () => {
    const folder = mkdtempSync(join(tmpdir(), 'iama-readme-'));
    const file = join(folder, 'models.json');
    writeFileSync(file, /```json\n(\{\n {2}"models"[\s\S]*?)```/.exec(PART)?.[1] ?? '');
    const { models } = readModels({ IAMA_MODELS_FILE: file });
    assert.deepEqual(
      models.map(({ alias }) => alias),
      ['default', 'careful'],
    );
    rmSync(folder, { recursive: true });
  });
});
