import assert from 'node:assert/strict';
import type { CallPlan, SurveyedExport } from '@iama/engine/lock/observation';
import { callsAfter } from './calls-after.ts';
import type { PlannedLoad } from './calls-after.ts';
import type { AfterSurvey } from './offers-after.ts';
import { textFor } from './text-for.ts';

const call = (...path: string[]): CallPlan => ({
  id: path.join('.'),
  form: 'function',
  path,
  method: null,
  made_with: [],
  args: [],
  names: [],
});
const offered = (...path: string[]): SurveyedExport => ({
  path,
  kind: 'function',
  name: path.at(-1) ?? '',
  arity: 0,
  source: '',
  methods: [],
  value: null,
});
const suite = { id: 'mocha:.', framework: 'mocha' as const, cwd: '.', source: '', command: ['mocha'], test_files: 1 };
const style = {
  language: 'script' as const,
  framework: 'mocha' as const,
  module: 'esm' as const,
  is_typescript: false,
  specifier: './a.mjs',
  target_name: 'a',
  needs_globals: false,
};
const place = { path: 'a.test.js', style, discovered: { suite, line: 'mocha' }, is_own_suite: false };
const after = (exports: readonly SurveyedExport[]): AfterSurvey => ({
  survey: { loaded: true, exports },
  place,
  target: 'a.mjs',
  is_module: true,
});

function isDefault(load: PlannedLoad | null): boolean | undefined {
  return load?.style.language === 'script' ? load.style.is_default : undefined;
}

describe('calls on a module with the plan carried out', () => {
  it('are made on its names, or on its default export where that is all there is of them', () => {
    const named = callsAfter([call('f'), call('gone')], after([offered('f')]));
    assert.deepEqual([named.calls.map(({ id }) => id), isDefault(named.load)], [['f'], undefined]);
    const whole = callsAfter([call(), call('f')], after([offered('default'), offered('default', 'f')]));
    assert.deepEqual([whole.calls.length, isDefault(whole.load)], [2, true]);
  });

  it('are not made where a test would have to load it another way and cannot, and that is said', () => {
    const broken = { loaded: false as const, reason: 'A mocha test could not load the target.' };
    assert.match(callsAfter([call('f')], { ...after([]), survey: broken }).reason ?? '', /could not load/);
    const asToday = callsAfter([call('f')], { ...after([]), survey: broken, place: null });
    assert.deepEqual([asToday.reason, asToday.calls.length], [null, 1]);
  });
});

describe('the text of a written test', () => {
  it('loads the file as it is: as planned only where it stands there, and is the kind of module, that was planned', () => {
    const written = { path: 'a.test.js', text: 'before', suite, line: 'mocha' };
    const test = { ...written, after: { target: 'a.js', is_module: true, text: 'after' } };
    const tree = (files: Readonly<Record<string, string>>) => ({
      files: new Map(Object.entries(files)),
      paths: new Set(Object.keys(files)),
    });
    assert.equal(textFor(test, tree({ 'a.js': 'export const a = 1;' })), 'after');
    assert.equal(textFor(test, tree({ 'a.js': 'exports.a = 1;' })), 'before');
    assert.equal(textFor(test, tree({})), 'before');
    assert.equal(textFor(written, tree({ 'a.js': 'export const a = 1;' })), 'before');
  });
});
