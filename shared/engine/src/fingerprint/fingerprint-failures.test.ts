import assert from 'node:assert/strict';
import type { SuiteRun, TestCase, TestFailure, TestRun } from '@iama/contracts/test-run/test-run';
import { failureMarks, fingerprintFailures } from './fingerprint-failures.ts';
import { normaliseNoise } from './normalise-noise.ts';

const SUITE: SuiteRun = {
  suite_id: 'root-mocha',
  framework: 'mocha',
  command: ['mocha'],
  outcome: 'failed',
  exit_code: 1,
  signal: null,
  duration_ms: 10,
  cases: [],
  output_tail: '',
};
const FAILURE: TestFailure = { message: 'it broke', error_class: 'AssertionError', frame: 'src/a.js:3', detail: '' };
const idOf = (name: string) => `${SUITE.suite_id}::test/a.test.js::${name}`;

function testCase(name: string, failure: Partial<TestFailure> = {}): TestCase {
  const told = { ...FAILURE, ...failure };
  return { id: idOf(name), name, file: 'test/a.test.js', status: 'failed', duration_ms: 1, failure: told };
}

const runOf = (cases: readonly TestCase[], over: Partial<SuiteRun> = {}): Pick<TestRun, 'suites'> => ({
  suites: [{ ...SUITE, cases: [...cases], ...over }],
});

function fingerprint(failure: Partial<TestFailure>): string {
  const run = runOf([testCase('adds', failure), testCase('divides', failure)]);
  return fingerprintFailures(run, [idOf('adds'), idOf('divides')]);
}

const suiteFingerprint = (over: Partial<SuiteRun>) =>
  fingerprintFailures(runOf([], { outcome: 'crashed', ...over }), [SUITE.suite_id]);

describe('a fingerprint of failures', () => {
  it('is the same for the same failures, in any order and on other lines', () => {
    const run = runOf([testCase('adds'), testCase('divides')]);
    const ids = [idOf('adds'), idOf('divides')];
    assert.equal(fingerprintFailures(run, ids), fingerprintFailures(run, ids.toReversed()));
    assert.equal(fingerprint({ frame: 'src/a.js:3' }), fingerprint({ frame: 'src/a.js:17:4' }));
    assert.equal(fingerprint({ message: 'took 12 ms' }), fingerprint({ message: 'took 19 ms' }));
  });

  it('is another for another test, error class, place or value', () => {
    const others = [
      fingerprint({ error_class: 'TypeError' }),
      fingerprint({ frame: 'src/b.js:3' }),
      fingerprint({ frame: 'test/a.test.js:3' }),
      fingerprint({ frame: 'test/a.test.js:4' }),
      fingerprint({ message: 'expected 4 to equal 5' }),
      fingerprint({ message: 'expected 4 to equal 6' }),
      fingerprintFailures(runOf([testCase('adds')]), [idOf('adds')]),
    ];
    assert.equal(new Set([fingerprint({}), ...others]).size, others.length + 1);
  });

  it('tells two functions of one file apart, by what the stack calls them', () => {
    const at = (name: string, line: number) =>
      fingerprint({ frame: `src/a.js:${line}`, detail: `TypeError: x\n    at ${name} (src/a.js:${line}:9)\n` });
    assert.equal(at('total', 3), at('total', 30));
    assert.notEqual(at('total', 3), at('Cart.add', 3));
    const python = (name: string) =>
      fingerprint({ frame: 'src/a.py:3', detail: `  File "src/a.py", line 3, in ${name}\n    x()` });
    assert.notEqual(python('total'), python('add'));
  });

  it('reads the values that node:assert prints below its first line, and not the stack', () => {
    const told = (values: string, at: number) =>
      fingerprint({
        message: 'Expected values to be strictly equal:',
        detail: `AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:\n\n${values}\n\n    at ctx (node_modules/x.js:${at}:1)`,
      });
    assert.equal(told('4 !== 5', 1), told('4 !== 5', 2));
    assert.notEqual(told('4 !== 5', 1), told('4 !== 6', 1));
  });

  it('reads the marked lines of pytest, and not the source that it quotes', () => {
    const told = (source: string, values: string) =>
      fingerprint({
        frame: 'src/a.py:9',
        detail: `${source}\n>       assert f() == 1\nE       assert ${values}\n\nsrc/a.py:9: Error`,
      });
    assert.equal(told('a = 1', '2 == 1'), told('a = 1  # edited', '2 == 1'));
    assert.notEqual(told('a = 1', '2 == 1'), told('a = 1', '3 == 1'));
  });

  it('tells a missing test from a failing one', () => {
    const missing = fingerprintFailures(runOf([]), [idOf('adds')]);
    assert.notEqual(missing, fingerprintFailures(runOf([testCase('adds')]), [idOf('adds')]));
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

  it('can be read before it is hashed', () => {
    assert.deepEqual(failureMarks(runOf([testCase('adds')]), [idOf('adds')]), [
      [idOf('adds'), 'failed', 'AssertionError', 'src/a.js in ', 'it broke'].join('\u0000'),
    ]);
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
    ['temporary folders of our own runs', 'in tmp/iama-Ab12/src', 'in tmp/iama-Cd34/src'],
    ['dates in words', 'Mon, 30 Nov 2026 09:24:35 GMT', 'Tue, 01 Dec 2026 10:25:36 GMT'],
    [
      'dates as JavaScript prints them',
      'Mon Nov 30 2026 09:24:35 GMT+0000 (UTC)',
      'Tue Dec 01 2026 10:25:36 GMT+0100 (CET)',
    ],
    ['milliseconds since 1970', 'at 1764494675123', 'at 1764494675999'],
    ['seeds', 'seed: -12345, path: "1:0:2"', 'seed: 99, path: "3"'],
    ['seeds as an option', '--seed=4711', '--seed=4712'],
    ['random names', 'user k3j9x2m1q0z', 'user 7fz1p9c2w8d'],
    ['nanoids', 'key V1StGXR8_Z5jdHi6B-myT', 'key 3x9QpL2_aZ8kR0wT-vB5n'],
    ['processes', 'worker 3, pid 12345', 'worker 1, pid 777'],
    ['addresses with ports', 'refused 10.0.0.7:41234', 'refused 10.0.0.7:41299'],
    ['ids by their name', '"id":"12345678"', '"id":"87654321"'],
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
      '{"a":1}',
      'expected "12.5" not "12.50"',
      'sha256sum of order12x3',
      'getElementsByTagName2',
      'utf8ToBytes',
    ]) {
      assert.equal(normaliseNoise(text), text);
    }
  });
});
