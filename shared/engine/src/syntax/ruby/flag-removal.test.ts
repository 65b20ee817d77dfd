import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { flagCase } from '../../flag/testing/flag-case.ts';

interface Case {
  readonly what: string;
  readonly source: string;
  readonly on: string;
  readonly off: string;
}

const FLAG = "flags.enabled?('new-ui')";

const CASES: readonly Case[] = [
  {
    what: 'an if with elsif and else',
    source: `def price(total)
  # the new way
  if ${FLAG}
    total + 1
  elsif total > 3
    1
  else
    0
  end
end

log price(2), price(5)
`,
    on: `def price(total)
  # the new way
  total + 1
end

log price(2), price(5)
`,
    off: `def price(total)
  # the new way
  if total > 3
    1
  else
    0
  end
end

log price(2), price(5)
`,
  },
  {
    what: 'modifiers, a ternary, unless and an if that is a value',
    source: `log 1 if ${FLAG}
log 2 unless ${FLAG}
log(${FLAG} ? 'a' : 'b')
x = if ${FLAG} then 3 else 4 end
unless ${FLAG}
  log x
else
  log x + 1
end
`,
    on: `log 1
log('a')
x = 3
log x + 1
`,
    off: `log 2
log('b')
x = 4
log x
`,
  },
  {
    what: 'conditions by the precedence of the language',
    source: `def ask(a, b)
  not ${FLAG} and a or b
end

log ask(1, nil), ask(nil, 2)
log 3 if !${FLAG} == false && defined?(ask) && true
`,
    on: `def ask(b)
  b
end

log ask(nil), ask(2)
log 3 if defined?(ask)
`,
    off: `def ask(a, b)
  a or b
end

log ask(1, nil), ask(nil, 2)
`,
  },
  {
    what: 'a return in a block, and a heredoc that goes with its statement',
    source: `def first_even(xs)
  xs.each do |x|
    next unless ${FLAG}
    return x if x.even?
  end
  log(<<~TEXT) unless ${FLAG}
    none
  TEXT
  nil
end

log first_even([1, 2, 4])
`,
    on: `def first_even(xs)
  xs.each do |x|
    return x if x.even?
  end
  log(<<~TEXT) unless true
    none
  TEXT
  nil
end

log first_even([1, 2, 4])
`,
    off: `def first_even(xs)
  xs.each do |x|
    next
  end
  log(<<~TEXT) unless false
    none
  TEXT
  nil
end

log first_even([1, 2, 4])
`,
  },
];

describe('removing a flag from Ruby', () => {
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
    const run = spawnSync('ruby', ['-e', RUNNER], { input: JSON.stringify(programs), encoding: 'utf8' });
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
  return flagCase({ 'a.rb': text }, { value }).texts.get('a.rb') ?? '';
}

const RUNNER = `
require 'json'
class Program
  def initialize(value) = (@value, @lines = value, [])
  def flags = self
  def enabled?(_name) = @value
  def log(*values) = @lines << values.inspect
  def run(text) = (instance_eval(text); @lines.join("\\n"))
end
puts JSON.dump(JSON.parse($stdin.read).map { |each| Program.new(each['value']).run(each['text']) })
`;
