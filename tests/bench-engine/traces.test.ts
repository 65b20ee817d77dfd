import assert from 'node:assert/strict';
import { removeStale } from './remove-in-memory.ts';
import { compareTraces } from './trace/compare-traces.ts';
import { TRACE_LANGUAGES } from './trace/trace-languages.ts';

/** Programs differ from run to run; the seed is printed, so that a failure can be had again. */
const SEED = Number(process.env['TRACE_SEED'] ?? Date.now() % 1_000_000);
const RUNS = 1_600;

describe(`programs without their flag, seed ${SEED} (TRACE_SEED)`, () => {
  for (const language of TRACE_LANGUAGES.filter(({ needs }) => needs.length === 0)) {
    it(`do what they did: ${language.name}`, async function () {
      this.timeout(30_000);
      const compared = await compareTraces(language, removeStale, { seed: SEED, runs: RUNS, inputs: 8 });
      const { shortest } = compared;
      assert.equal(shortest, null, shortest ? `${shortest.seed}:\n${shortest.before}\nbecame\n${shortest.after}` : '');
      assert.ok(compared.runs >= RUNS);
      assert.equal(compared.unfinished, 0);
    });
  }
});
