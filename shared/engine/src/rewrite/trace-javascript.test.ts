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

const ONCE_WRONG = [
  75, 2822, 6670, 7548, 504_131, 504_900, 508_425, 847_172, 928_634, 1_001_483, 1_007_989, 1_009_097, 1_011_536,
  1_012_513,
];

describe('removing a flag from a JavaScript program', () => {
  it('leaves what the program does as it was, and a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const source = generateJavascript(seed);
        fc.pre(runs(source));
        fc.pre(!behaviour(source).some((trace) => trace.endsWith(ENDLESS)));
        stays(source);
      }),
      { numRuns: 60 },
    );
  }).timeout(20_000);

  for (const seed of ONCE_WRONG)
    it(`does so for program ${seed}, which once was got wrong`, () => stays(generateJavascript(seed)));
});

/** What the program does is as it was, and a second removal finds nothing. */
function stays(source: string): void {
  const { text } = removeCalls('program.cjs', source);
  assert.deepEqual(behaviour(text), behaviour(source), `${source}\n---\n${text}`);
  assert.equal(text === '' ? '' : removeCalls('program.cjs', text).text, text);
}
