import assert from 'node:assert/strict';
import type { SuiteRun, TestFailure } from '@iama/contracts/test-run/test-run';
import { fingerprintFailures } from './fingerprint-failures.ts';
import { normaliseNoise } from './normalise-noise.ts';
import { idOf, SUITE_ID, suiteRun, testCase, testRun } from './runs.fixture.ts';

/** The text itself stands for its hash, so that a difference can be read. */
const plain = (text: string) => text;

function fingerprint(failure: Partial<TestFailure>, over: Partial<SuiteRun> = {}): string {
  const run = testRun([suiteRun([testCase('adds', 'failed', failure), testCase('divides', 'failed', failure)], over)]);
  return fingerprintFailures(run, [idOf('adds'), idOf('divides')], plain);
}

function suiteFingerprint(over: Partial<SuiteRun>): string {
  return fingerprintFailures(testRun([suiteRun([], { outcome: 'crashed', ...over })]), [SUITE_ID], plain);
}

describe('a fingerprint of failures', () => {
  it('is the same for the same failures, in any order and on other lines', () => {
    const run = testRun([suiteRun([testCase('adds', 'failed'), testCase('divides', 'failed')])]);
    const ids = [idOf('adds'), idOf('divides')];
    assert.equal(fingerprintFailures(run, ids, plain), fingerprintFailures(run, ids.toReversed(), plain));
    assert.equal(fingerprint({ frame: 'src/a.js:3' }), fingerprint({ frame: 'src/a.js:17:4' }));
    assert.equal(fingerprint({ message: 'took 12 ms' }), fingerprint({ message: 'took 19 ms' }));
  });

  it('is another for another test, error class or place', () => {
    const base = fingerprint({});
    assert.notEqual(fingerprint({ error_class: 'TypeError' }), base);
    assert.notEqual(fingerprint({ frame: 'src/b.js:3' }), base);
    const run = testRun([suiteRun([testCase('adds', 'failed')])]);
    assert.notEqual(fingerprintFailures(run, [idOf('adds')], plain), base);
  });

  it('tells a missing test from a failing one', () => {
    const missing = fingerprintFailures(testRun([suiteRun([])]), [idOf('adds')], plain);
    const failing = fingerprintFailures(testRun([suiteRun([testCase('adds', 'failed')])]), [idOf('adds')], plain);
    assert.notEqual(missing, failing);
  });

  it('knows a crashed suite by the error it printed, not by the rest', () => {
    const output = (tmp: string, ms: number) => `run in ${ms}ms\nError: Cannot find module '/tmp/${tmp}/src/a.js'\nbye`;
    assert.equal(
      suiteFingerprint({ output_tail: output('iama-a1', 12) }),
      suiteFingerprint({ output_tail: output('iama-b2', 99) }),
    );
    assert.notEqual(
      suiteFingerprint({ output_tail: 'TypeError: x' }),
      suiteFingerprint({ output_tail: 'RangeError: x' }),
    );
    assert.notEqual(suiteFingerprint({}), suiteFingerprint({ outcome: 'timeout' }));
  });

  it('is what the given hash makes of it', () => {
    assert.equal(
      fingerprintFailures(testRun([]), [], () => 'hash'),
      'hash',
    );
  });
});

describe('noise', () => {
  const same: readonly (readonly [string, string, string])[] = [
    ['lines and columns', 'at src/a.js:12:34', 'at src/a.js:7:1'],
    ['instants', 'at 2026-11-20T09:30:00.123Z', 'at 2026-11-21T10:31:01Z'],
    ['times of day', 'at 09:30:00', 'at 10:31:01'],
    ['durations', 'took 12ms', 'took 1.5 ms'],
    ['UUIDs', 'id 0193d1c6-7b1e-7cc0-8000-000000000001', 'id 0193d1c6-7b1e-7cc0-8000-000000000002'],
    ['addresses', 'at 0x7fffdeadbeef', 'at 0x7fff12345678'],
    ['hexadecimal ids', 'commit 3f2a9c1d', 'commit 9b8e7d6c5a'],
    ['temporary folders', 'in /tmp/iama-Ab12/src', 'in /var/folders/x1/y2/T/iama-Cd34/src'],
    ['ports', 'connect localhost:3000', 'connect localhost:49152'],
    ['colours', '\u001b[31mred\u001b[39m', 'red'],
  ];
  for (const [what, one, other] of same) {
    it(`leaves out ${what}`, () => assert.equal(normaliseNoise(one), normaliseNoise(other)));
  }

  it('keeps what tells failures apart', () => {
    for (const text of [
      'expected 4 to equal 5',
      'TypeError: x is not a function',
      'src/deadbeef.js',
      'facade',
      'feedface',
    ]) {
      assert.equal(normaliseNoise(text), text);
    }
  });
});
