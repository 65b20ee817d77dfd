import assert from 'node:assert/strict';
import { flagCase } from './testing/flag-case.ts';

describe('a flag client that a person described', () => {
  it('takes a listed constant for the flag although it is written like a variable', () => {
    const api = { calls: [{ names: ['isOn'] }], constants: ['newUi', 'Flags.oldUi'] };
    const { texts } = flagCase(
      {
        'a.js': 'export const a = isOn(newUi) ? one() : two();\nexport const b = isOn(other) ? one() : two();\n',
        'b.swift': 'func f() {\n  if isOn(Flags.oldUi) {\n    a()\n  } else {\n    b()\n  }\n}\n',
        'c.js': 'export const c = (newUi) => (isOn(newUi) ? one() : two());\n',
      },
      { api },
    );
    assert.equal(
      texts.get('a.js'),
      'export const a = one();\nexport const b = isOn(other) ? one() : two();\n',
      'a name that is not listed may hold anything',
    );
    assert.equal(texts.get('b.swift'), 'func f() {\n  a()\n}\n');
    assert.equal(texts.get('c.js'), 'export const c = (newUi) => (isOn(newUi) ? one() : two());\n');
  });

  it('knows the flag in a call that is named after it and handed to another', () => {
    const api = {
      calls: [
        { names: ['is{pascal}'], gives: 'result', details: { cached: {} } },
        { names: ['put'], gives: 'nothing' },
      ],
    };
    const { texts, outcomes } = flagCase(
      {
        'A.kt':
          'fun f(p: Params) {\n    if (p.isNewUi().cached) a()\n    p.put(p.isNewUi(), true)\n    p.put(p.isOther(), true)\n}\n',
      },
      { api },
    );
    assert.equal(texts.get('A.kt'), 'fun f(p: Params) {\n    a()\n    p.put(p.isOther(), true)\n}\n');
    assert.deepEqual(
      outcomes.filter((outcome) => outcome.startsWith('call')),
      ['call own removed', 'call own removed'],
    );
  });

  it('follows a flag that is a property with details', () => {
    const api = { members: [{ objects: ['Flags'], styles: ['camel'], gives: 'result', details: { isOn: {} } }] };
    const { texts, outcomes } = flagCase(
      {
        'a.swift':
          'func f() {\n  if Flags.newUi.isOn {\n    a()\n  }\n  b(!Flags.newUi.isOn)\n  b(Flags.newUi.rollout)\n  b(Flags.other.isOn)\n}\n',
      },
      { api },
    );
    assert.equal(
      texts.get('a.swift'),
      'func f() {\n  a()\n  b(false)\n  b(Flags.newUi.rollout)\n  b(Flags.other.isOn)\n}\n',
    );
    assert.deepEqual(outcomes, ['member own removed', 'member own removed', 'member own left']);
  });

  it('keeps the test for the value that survives, and takes the one for the other', () => {
    const api = { annotations: [{ names: ['FlagValue'], argument: 'key', takes: 'annotation', for: 'val' }] };
    const test = (name: string, val: string): string =>
      `  @FlagValue(key = "new-ui", val = ${val})\n  void ${name}() {\n    check();\n  }\n`;
    const within = (text: string): string => `class T {\n${text}}\n`;
    const kept = (name: string): string => `  void ${name}() {\n    check();\n  }\n`;
    const unsaid = '  @FlagValue(key = "new-ui")\n  void c() {\n    check();\n  }\n';
    const files = { 'T.java': within(test('a', '"true"') + test('b', 'false') + unsaid) };
    assert.equal(flagCase(files, { api }).texts.get('T.java'), within(kept('a') + unsaid));
    assert.equal(flagCase(files, { api, value: false }).texts.get('T.java'), within(kept('b') + unsaid));
  });
});
