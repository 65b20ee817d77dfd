import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anotherModelServer } from '../support/another-model-server.ts';
import { LOOP, makeCart, TOTAL } from '../support/cart.ts';
import { editsAnswer, plansAnswer, testsAnswer } from '../support/goal-answers.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { runIama } from './run-iama.ts';

/**
 * How each provider's endpoint is given to the control plane, and the address that it is asked at. `nameless`: this
 * server leaves out of its answers which model wrote them, which Google's own does not.
 */
const PROVIDERS = [
  { provider: 'openai-compatible', model: 'gpt-4o-mini', base: '/v1', asked: '/v1/chat/completions' },
  { provider: 'anthropic', model: 'claude-sonnet-4-5', base: '/v1', asked: '/v1/messages' },
  { provider: 'google', model: 'gemini-2.5-flash', base: '/v1beta', asked: ':streamGenerateContent', nameless: true },
];
const TESTS = testsAnswer({ 'sums three': 'assert.strictEqual(total([1, 2, 3]), 6);' }, { esm: true });
const ANSWERS = new Map([
  [/Write tests of the clauses/, TESTS.text],
  [/Plan the goal three times/, plansAnswer().text],
  [/EXACT_SEARCH_REPLACE/, editsAnswer('src/cart.js', TOTAL, LOOP).text],
]);

describe('a goal over the wire of', function () {
  this.timeout(240_000);
  for (const { provider, model, base, asked, nameless = false } of PROVIDERS) {
    describe(provider, () => {
      const server = anotherModelServer(ANSWERS);
      let plane: ControlPlane;
      let home: string;
      let repository: string;

      before(async () => {
        await server.start();
        home = await mkdtemp(join(tmpdir(), 'iama-providers-'));
        repository = await makeCart();
        plane = await startControlPlane({
          IAMA_MODEL_PROVIDER: provider,
          IAMA_MODEL: model,
          IAMA_MODEL_URL: `${server.url}${base}`,
          IAMA_MODEL_KEY: 'a-key',
        });
      });
      after(async () => {
        await plane.stop();
        await server.stop();
        await rm(home, { recursive: true, force: true });
        await rm(repository, { recursive: true, force: true });
      });

      const iama = (...args: string[]) => runIama({ home, data_dir: plane.data_dir, cwd: repository }, args);
      const goal = ['refactor', 'src/cart.js', '--goal', 'Sum with a loop.', '--yes', '--accept-weak-lock'];

      it('reaches the server in the form that it knows', async () => {
        await iama('models', 'test');
        assert.deepEqual([...new Set(server.getRequests().map(({ path }) => path.includes(asked)))], [true]);
      });

      if (nameless) {
        it('is not reached with an answer that does not say which model wrote it', async () => {
          const refused = await iama(...goal);
          assert.equal(refused.code, 1);
          assert.match(refused.err, /MODEL_FAILED[\s\S]*does not say which model wrote it/);
          assert.equal(readFileSync(join(repository, 'src/cart.js'), 'utf8'), `${TOTAL}\n`);
        });
        return;
      }

      it('is planned, written, proven and applied', async () => {
        const done = await iama(...goal);
        assert.equal(done.code, 0, done.out + done.err);
        assert.match(done.out, /verified/);
        const id = /Job\s+(\S+)/.exec(done.out)?.[1] ?? '';
        const applied = await iama('apply', id);
        assert.equal(applied.code, 0, applied.out + applied.err);
        assert.equal(readFileSync(join(repository, 'src/cart.js'), 'utf8'), `${LOOP}\n`);
      });
    });
  }
});
