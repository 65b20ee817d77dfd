import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { flagCase } from '../../flag/testing/flag-case.ts';

interface Case {
  readonly what: string;
  readonly source: string;
  readonly on: string;
  readonly off: string;
}

const FLAG = "flags.is_enabled('new-ui')";

const CASES: readonly Case[] = [
  {
    what: 'an if with elif and else, whose strings keep their lines',
    source: `def price(total):
    # the new way
    if ${FLAG}:
        text = """two
  lines"""
        return len(text) + total
    elif total > 3:
        return 1
    else:
        return 0

log(price(2), price(5))
`,
    on: `def price(total):
    # the new way
    text = """two
  lines"""
    return len(text) + total

log(price(2), price(5))
`,
    off: `def price(total):
    # the new way
    if total > 3:
        return 1
    else:
        return 0

log(price(2), price(5))
`,
  },
  {
    what: 'an elif, one-line suites and a loop that would be empty',
    source: `for x in range(3):
    if x == 1: log('one')
    elif ${FLAG}: log(x); log('on')
    else: log('off')
for x in range(2):
    if ${FLAG}:
        log(x)
`,
    on: `for x in range(3):
    if x == 1: log('one')
    else: log(x); log('on')
for x in range(2):
    log(x)
`,
    off: `for x in range(3):
    if x == 1: log('one')
    else: log('off')
for x in range(2):
    pass
`,
  },
  {
    what: 'conditions by the precedence of the language',
    source: `def ask(a, b):
    return not ${FLAG} and a or b

log(ask(1, 0), ask(0, 2), [x for x in (0, 1, 2) if ${FLAG} and x])
log(f"{${FLAG}} {'on' if ${FLAG} else 'no'}")
`,
    on: `def ask(b):
    return b

log(ask(0), ask(2), [x for x in (0, 1, 2) if x])
log(f"{True} {'on'}")
`,
    off: `def ask(a, b):
    return a or b

log(ask(1, 0), ask(0, 2), [x for x in (0, 1, 2) if False])
log(f"{False} {'no'}")
`,
  },
  {
    what: 'a private constant, a private method and the strings that they chose',
    source: `_NEW = ${FLAG}

class Page:
    def title(self):
        if self._is_new():
            return 'new'
        return 'old'

    def _is_new(self):
        return _NEW

log(Page().title(), 'a' if _NEW else 'b')
`,
    on: `class Page:
    def title(self):
        return 'new'

log(Page().title(), 'a')
`,
    off: `class Page:
    def title(self):
        return 'old'

log(Page().title(), 'b')
`,
  },
];

describe('removing a flag from Python', () => {
  for (const { what, source, on, off } of CASES) {
    it(`takes it out of ${what}`, () => {
      assert.deepEqual([without(source, true), without(source, false)], [on, off]);
    });
  }

  it('does not change what the programs do', function () {
    const programs = CASES.flatMap(({ source }) =>
      [true, false].flatMap((value) => [
        { text: source, value },
        { text: without(source, value), value },
      ]),
    );
    const run = spawnSync('python3', ['-c', RUNNER], { input: JSON.stringify(programs), encoding: 'utf8' });
    if (run.error) this.skip();
    assert.equal(run.status, 0, run.stderr);
    const outputs = JSON.parse(run.stdout) as string[];
    for (let index = 0; index < outputs.length; index += 2) {
      assert.notEqual(outputs[index], '');
      assert.equal(outputs[index + 1], outputs[index], programs[index + 1]!.text);
    }
  });
});

function without(text: string, value: boolean): string {
  return flagCase({ 'a.py': text }, { value }).texts.get('a.py') ?? '';
}

const RUNNER = `
import json, sys
def run(text, value):
    lines = []
    class Flags:
        def is_enabled(self, name): return value
    exec(compile(text, 'program', 'exec'), {'flags': Flags(), 'log': lambda *a: lines.append(repr(a))})
    return '\\n'.join(lines)
print(json.dumps([run(each['text'], each['value']) for each in json.load(sys.stdin)]))
`;
