import assert from 'node:assert/strict';
import { Script } from 'node:vm';
import fc from 'fast-check';
import { generateJavascript } from './testing/generate-javascript.ts';
import { removeCalls } from './testing/remove-calls.ts';
import { runTrace } from './testing/run-trace.ts';

/** How the trace of a program ends that had to be stopped. */
const ENDLESS = 'throws Error';
const INPUTS = [0, 1, 2, 3];

function behaviour(source: string): string[] {
  return INPUTS.map((input) => runTrace(source === '' ? 'function main() {}' : source, input));
}

function runs(source: string): boolean {
  try {
    void new Script(source);
    return true;
  } catch {
    return false;
  }
}

describe('removing a flag from a JavaScript program', () => {
  it('leaves what the program does as it was, and a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const source = generateJavascript(seed);
        fc.pre(runs(source));
        const before = behaviour(source);
        fc.pre(!before.some((trace) => trace.endsWith(ENDLESS)));
        const { text } = removeCalls('program.cjs', source);
        assert.deepEqual(behaviour(text), before, `${source}\n---\n${text}`);
        assert.equal(text === '' ? '' : removeCalls('program.cjs', text).text, text);
      }),
      { numRuns: 60 },
    );
  });
});
