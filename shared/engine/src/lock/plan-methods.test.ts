import assert from 'node:assert/strict';
import { findDisturbers } from './find-disturbers.ts';
import type { CallPlan, Observation } from './observation.ts';
import { methodCalls } from './plan-methods.ts';
import type { PlannedMethod } from './plan-methods.ts';
import { DEPENDS_ON_ORDER } from './settle-observations.ts';

describe('calls of methods', () => {
  const method = (name: string, text: string, ...inputs: readonly (readonly string[])[]): PlannedMethod => ({
    name,
    signature: null,
    inputs,
    text,
  });
  const add = method('add', 'add(item) { this.items.push(item); }', ["'a'"], ["'b'"], ["'c'"]);
  const count = method('count', 'count() { return this.items.length; }', []);
  const planned = methodCalls(['Cart'], [add, count], [['3'], ['0']], null, 30);

  it('begin on instances that nothing was done to, in turn with others', () => {
    assert.deepEqual(
      planned.slice(0, 3).map(({ method: name, args, setup, made_with }) => [name, args, setup, made_with]),
      [
        ['add', ["'a'"], undefined, ['3']],
        ['add', ["'a'"], ["instance.add('a')"], ['3']],
        ['add', ["'b'"], undefined, ['3']],
      ],
    );
  });

  it('come after others that change the instance: once, twice, with other values', () => {
    const before = planned.flatMap(({ method: name, setup }) => (name === 'count' && setup ? [setup.join('; ')] : []));
    assert.deepEqual(before, [
      "instance.add('a')",
      "instance.add('a'); instance.add('a')",
      "instance.add('a'); instance.add('b'); instance.add('c')",
      "instance.add('a'); instance.add('b'); instance.add('c')",
    ]);
    assert(planned.every(({ setup }) => !setup?.some((line) => line.includes('count'))));
  });

  it('are made with fewer and more arguments where those may be counted', () => {
    const emit = method('emit', 'emit(name) { this.last = arguments.length; }', ["'a'"]);
    const args = methodCalls(['Bus'], [emit], [[]], null, 30).map((each) => each.args.join(', '));
    assert(args.includes("'a', 'x'") && args.includes("'a', 'x', 1, null, 'y'"));
  });

  it('are those of one method, if one is asked for', () => {
    const names = methodCalls(['Cart'], [add, count], [[]], 'count', 30).map((each) => each.method);
    assert.deepEqual([...new Set(names)], ['count']);
  });
});

describe('functions that disturb others', () => {
  const call = (id: string, path: string): CallPlan => {
    return { id, form: 'function', path: [path], method: null, made_with: [], args: [], names: [] };
  };
  const gives = (literal: string, more: Partial<Observation> = {}): Observation => {
    const value = { literal, shape: literal };
    return { outcome: 'returned', value, changed: [], seen: [], effects: [], ...more } as unknown as Observation;
  };
  const calls = [call('c1', 'plural'), call('c2', 'addRule'), call('c3', 'addRule')];
  const seen = new Map([
    ['c1', gives("'x'")],
    ['c2', gives('undefined')],
    ['c3', gives('undefined')],
  ]);
  const dropped = (at: number, reason = DEPENDS_ON_ORDER) => calls.slice(at, at + 1).map((plan) => ({ plan, reason }));

  it('are those that give nothing back, where what others give depends on the order', () => {
    assert.deepEqual([...findDisturbers(calls, seen, dropped(0))], ['addRule']);
  });

  it('are none of those that print, change what they are given, or never came to an end', () => {
    for (const other of [
      gives('undefined', { seen: [['console.log', '1']] }),
      gives('undefined', { changed: [gives('1').value] }),
    ])
      assert.equal(findDisturbers(calls, new Map([...seen, ['c3', other]]), dropped(0)).size, 0);
    assert.equal(findDisturbers(calls, new Map([['c1', gives("'x'")]]), dropped(0)).size, 0);
  });

  it('are none where nothing depends on it, or only what they give themselves', () => {
    assert.equal(findDisturbers(calls, seen, dropped(0, 'It writes files.')).size, 0);
    assert.equal(findDisturbers(calls, seen, dropped(1)).size, 0);
  });
});
