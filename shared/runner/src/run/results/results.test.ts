import assert from 'node:assert/strict';
import { judgeSuite } from '../judge-suite.ts';
import { parseGo } from './parse-go.ts';
import { parseJunit } from './parse-junit.ts';
import { parseTap } from './parse-tap.ts';
import { parseVitest } from './parse-vitest.ts';
import type { RawCase } from './raw-case.ts';
import { tidyCases } from './tidy-case.ts';

const told = (cases: readonly RawCase[] | null) => cases?.map((each) => [each.path.join(' > '), each.status]);

// Recorded from pytest 9.0.3 on Python 3.11.7, shortened.
const JUNIT = `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="0" failures="2" skipped="1" tests="5" time="0.070"><testcase classname="tests.test_lib.TestAdd" name="test_adds" file="tests/test_lib.py" line="4" time="0.004" /><testcase classname="tests.test_lib" name="test_param[2]" file="tests/test_lib.py" line="7" time="0.001"><failure message="assert 2 == 1&#10; +  where 2 = add(2, 0)">a = 2

&gt;       assert add(a, 0) == 1
E       assert 2 == 1

tests/test_lib.py:10: AssertionError</failure></testcase><testcase classname="tests.test_lib" name="test_bad" file="tests/test_lib.py" line="11" time="0.000"><failure message="ValueError: bad &lt;input&gt; &amp; more">E       ValueError: bad &lt;input&gt; &amp; more

lib.py:4: ValueError</failure></testcase><testcase classname="tests.test_lib" name="test_skipped" file="tests/test_lib.py" line="14" time="0.000"><skipped type="pytest.skip" message="not now">/x/tests/test_lib.py:15: not now</skipped></testcase></testsuite></testsuites>`;

// Recorded from go 1.19.8: a passing test, a subtest that fails, a skipped one, and a package that does not compile.
const GO = `{"Time":"2026-11-20T11:31:56.65Z","Action":"run","Package":"example.test/cart","Test":"TestAdd"}
{"Time":"2026-11-20T11:31:56.65Z","Action":"pass","Package":"example.test/cart","Test":"TestAdd","Elapsed":0}
{"Time":"2026-11-20T11:31:56.65Z","Action":"run","Package":"example.test/cart","Test":"TestTable/wrong"}
{"Time":"2026-11-20T11:31:56.65Z","Action":"output","Package":"example.test/cart","Test":"TestTable/wrong","Output":"=== RUN   TestTable/wrong\\n"}
{"Time":"2026-11-20T11:31:56.65Z","Action":"output","Package":"example.test/cart","Test":"TestTable/wrong","Output":"    cart_test.go:13: got 2\\n"}
{"Time":"2026-11-20T11:31:56.65Z","Action":"fail","Package":"example.test/cart","Test":"TestTable/wrong","Elapsed":0.01}
{"Time":"2026-11-20T11:31:56.65Z","Action":"fail","Package":"example.test/cart","Test":"TestTable","Elapsed":0.01}
{"Time":"2026-11-20T11:31:56.65Z","Action":"skip","Package":"example.test/cart","Test":"TestSkipped","Elapsed":0}
{"Time":"2026-11-20T11:31:56.65Z","Action":"fail","Package":"example.test/cart","Elapsed":0.006}
FAIL	example.test/cart/sub [build failed]
`;

const PLACE = {
  copy: '/run/copy',
  workspace: '/home/me/repo',
  suite_folder: '/run/copy/pkg',
  run_folder: '/run',
  mask: (text: string) => text,
};

describe('reading test results', () => {
  it('reads what pytest writes', () => {
    const cases = parseJunit(JUNIT);
    assert.deepEqual(told(cases), [
      ['TestAdd > test_adds', 'passed'],
      ['test_param[2]', 'failed'],
      ['test_bad', 'failed'],
      ['test_skipped', 'skipped'],
    ]);
    assert.equal(cases?.[1]?.error?.name, 'AssertionError');
    assert.equal(cases?.[2]?.error?.message, 'ValueError: bad <input> & more');
    assert.equal(parseJunit(JUNIT.slice(0, -20)), null, 'a report that was cut short says nothing');
  });

  it('reads what go test prints, and counts a package that does not compile', () => {
    const { cases, complete } = parseGo(GO);
    assert.deepEqual(told(cases), [
      ['example.test/cart > TestAdd', 'passed'],
      ['example.test/cart > TestTable > wrong', 'failed'],
      ['example.test/cart > TestTable', 'failed'],
      ['example.test/cart > TestSkipped', 'skipped'],
      ['example.test/cart/sub > (the package could not be tested)', 'failed'],
    ]);
    assert.equal(cases[1]?.error?.message, 'cart_test.go:13: got 2');
    assert.equal(complete, true);
    assert.equal(parseGo('').complete, false);
  });

  it('reads TAP, and sees that one was cut short', () => {
    const lines = [
      'TAP version 13',
      '# sums',
      'ok 1 is three',
      'not ok 2 is one',
      '  ---',
      '    operator: equal',
      '  ...',
      '# later',
      'ok 3 x # SKIP not now',
      'not ok 4 y # TODO',
      '1..4',
      '# tests 4',
    ];
    const whole = parseTap(lines.join('\n'));
    assert.deepEqual(told(whole.cases), [
      ['sums > is three', 'passed'],
      ['sums > is one', 'failed'],
      ['later > x', 'skipped'],
      ['later > y', 'todo'],
    ]);
    assert.equal(whole.complete, true);
    assert.equal(parseTap(lines.slice(0, 4).join('\n')).complete, false);
    assert.equal(parseTap('ok, all fine').began, false);
  });

  it('reads what vitest writes, with files that did not load', () => {
    const report = {
      testResults: [
        {
          name: '/run/copy/a.test.js',
          status: 'failed',
          assertionResults: [
            {
              ancestorTitles: ['', 'add'],
              title: 'throws',
              status: 'failed',
              duration: 2.5,
              failureMessages: ['TypeError: bad\n    at f (/run/copy/lib.js:3:9)'],
            },
          ],
        },
        { name: '/run/copy/b.test.js', status: 'failed', message: 'Cannot find module', assertionResults: [] },
      ],
    };
    assert.deepEqual(told(parseVitest(JSON.stringify(report))), [
      ['add > throws', 'failed'],
      ['(the test file could not run)', 'failed'],
    ]);
    assert.equal(parseVitest('{"testRes'), null);
  });

  it('gives ids that say nothing of the place, count repeats, and find the frame in the workspace', () => {
    const error = {
      name: 'Error',
      message: 'in /run/copy/lib.js',
      stack:
        'TypeError: in /run/copy/lib.js\n    at a (/home/me/repo/node_modules/x/i.js:1:1)\n    at node:internal/x:1:1\n    at b (file:///run/copy/pkg/lib.js:7:2)',
    };
    const raw = (status: RawCase['status']): RawCase => ({
      path: ['add', 'adds'],
      file: 'test/a.js',
      status,
      duration_ms: 1,
      error,
    });
    const [first, second] = tidyCases('mocha:pkg', [raw('failed'), raw('passed')], PLACE);
    assert.equal(first?.id, 'mocha:pkg::pkg/test/a.js::add > adds');
    assert.equal(second?.id, 'mocha:pkg::pkg/test/a.js::add > adds#2');
    assert.deepEqual(first?.failure?.frame, 'pkg/lib.js:7');
    assert.equal(first?.failure?.error_class, 'TypeError');
    assert.equal(first?.failure?.message, 'in lib.js');
    assert(!first?.failure?.detail.includes('/home/me'));
    assert.equal(second?.failure, null);
  });

  it('reads what Surefire and jest-junit write', () => {
    const xml = `<testsuites><testsuite name='Cart &gt; total'><testcase name="adds > twice" classname="org.shop.CartTest" time="0.01">
<failure type="org.opentest4j.AssertionFailedError" message="expected: &lt;3&gt; but was: &lt;4&gt;"><![CDATA[at org.shop.CartTest.adds(src/CartTest.java:12)]]></failure></testcase>
<testcase name="is flaky" classname="org.shop.CartTest"><flakyFailure message="once"/></testcase>
<testcase name='quoted' classname='org.shop.CartTest'/></testsuite></testsuites>`;
    const cases = parseJunit(xml);
    assert.deepEqual(told(cases), [
      ['org.shop.CartTest > adds > twice', 'failed'],
      ['org.shop.CartTest > is flaky', 'passed'],
      ['org.shop.CartTest > quoted', 'passed'],
    ]);
    assert.equal(cases?.[0]?.error?.name, 'AssertionFailedError');
    assert.equal(cases?.[0]?.error?.message, 'expected: <3> but was: <4>');
  });

  it('finds where a Python traceback and a Go panic end', () => {
    const frameOf = (stack: string) => {
      const error = { name: null, message: '', stack };
      const raw = { path: ['a'], file: 'pkg/test_a.py', status: 'failed', duration_ms: 1, error } as const;
      return tidyCases('s', [raw], PLACE)[0]?.failure;
    };
    assert.equal(frameOf('test_a.py:3: \nlib/b.py:9: ValueError')?.frame, 'pkg/lib/b.py:9');
    const traceback = `  File "/run/copy/a.py", line 3, in f\n  File "/run/copy/b.py", line 4, in g\n  File "/run/copy/.venv/lib/x.py", line 5, in h`;
    assert.equal(frameOf(traceback)?.frame, 'b.py:4');
    const panic =
      'panic: runtime error: index out of range [recovered]\n\ngoroutine 7 [running]:\nshop.f()\n\t/run/copy/shop.go:4 +0x1d\nshop.Test()\n\t/run/copy/shop_test.go:9';
    assert.deepEqual([frameOf(panic)?.frame, frameOf(panic)?.error_class], ['shop.go:4', 'panic']);
  });

  it('calls nothing passed that did not run, finish and exit with 0', () => {
    const cases = (status: RawCase['status']) =>
      tidyCases('s', [{ path: ['a'], file: null, status, duration_ms: null, error: null }], PLACE);
    const facts = { ended: 'exited', exit_code: 0, complete: true, cases: cases('passed') } as const;
    assert.equal(judgeSuite(facts), 'passed');
    assert.equal(judgeSuite({ ...facts, exit_code: 1 }), 'crashed');
    assert.equal(judgeSuite({ ...facts, exit_code: null }), 'crashed');
    assert.equal(judgeSuite({ ...facts, complete: false }), 'crashed');
    assert.equal(judgeSuite({ ...facts, cases: cases('failed') }), 'failed');
    assert.equal(judgeSuite({ ...facts, cases: cases('skipped') }), 'no_tests');
    assert.equal(judgeSuite({ ...facts, cases: [] }), 'no_tests');
    assert.equal(judgeSuite({ ...facts, ended: 'timeout' }), 'timeout');
  });
});
