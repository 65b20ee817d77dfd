import assert from 'node:assert/strict';
import { flagCase } from './testing/flag-case.ts';

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}

describe('what a flag chose', () => {
  it('is written into the list, object or call that it was spread into', () => {
    const { texts } = flagCase({
      'a.ts': lines(
        'const routes = [home, ...(isFeatureEnabled("new-ui") ? [b, c] : []), ...(!isFeatureEnabled("new-ui") ? [x] : [])];',
        'const options = {',
        '  a: 1,',
        '  ...(isFeatureEnabled("new-ui")',
        '    ? {',
        '        b: 2, // two',
        '        c: {',
        '          d: 3,',
        '        },',
        '      }',
        '    : {}),',
        '  ...(!isFeatureEnabled("new-ui") && { e: 4 }),',
        '  ...(isFeatureEnabled("new-ui") && { f }),',
        '  ...{},',
        '};',
        'call(1, ...(isFeatureEnabled("new-ui") ? [2] : []));',
        'call(...(isFeatureEnabled("new-ui") ? [] : [1]));',
      ),
      'b.py': lines(
        'x = [1, *([2, 3] if is_feature_enabled("new-ui") else [])]',
        'y = {"a": 1, **({"b": 2} if is_feature_enabled("new-ui") else {})}',
        'call(1, **({"k": 1} if is_feature_enabled("new-ui") else {}))',
      ),
    });
    assert.equal(
      texts.get('a.ts'),
      lines(
        'const routes = [home, b, c];',
        'const options = {',
        '  a: 1,',
        '  b: 2, // two',
        '  c: {',
        '    d: 3,',
        '  },',
        '  f,',
        '  ...{},',
        '};',
        'call(1, 2);',
        'call();',
      ),
    );
    assert.equal(texts.get('b.py'), lines('x = [1, 2, 3]', 'y = {"a": 1, "b": 2}', 'call(1, **{"k": 1})'));
  });

  it('stays a spread where its keys would be written twice, or could mean something else', () => {
    const { texts } = flagCase({
      'a.ts': lines(
        'const a = { k: 1, ...(isFeatureEnabled("new-ui") ? { k: 2 } : {}) };',
        'const b = { ...(isFeatureEnabled("new-ui") ? { __proto__: p } : {}) };',
        'const c = { ...(isFeatureEnabled("new-ui") ? { get k() { return 1; } } : {}) };',
        'const d = { ...(isFeatureEnabled("new-ui") ? [1] : {}) };',
      ),
    });
    assert.equal(texts.get('a.ts')?.match(/\.\.\./g)?.length, 4);
  });
});

describe('an object of flags', () => {
  it('stays with its name when its last flag but one was asked', () => {
    const { texts } = flagCase({
      'flags.ts': lines(
        'export const flags = {',
        '  newUi: isFeatureEnabled("new-ui"),',
        '  other: isFeatureEnabled("other"),',
        '} as const;',
      ),
      'a.ts': 'import { flags } from "./flags";\nif (flags.newUi) a();\n',
    });
    assert.equal(
      texts.get('flags.ts'),
      lines('export const flags = {', '  other: isFeatureEnabled("other"),', '} as const;'),
    );
    assert.equal(texts.get('a.ts'), 'a();\n');
  });
});

describe('a text or number between which a flag chose', () => {
  it('keeps the name that a person gave it, and decides what asks for it', () => {
    const { texts } = flagCase({
      'a.ts': lines(
        'export function most() {',
        '  return isFeatureEnabled("new-ui") ? 10 : 20;',
        '}',
        'const layout = isFeatureEnabled("new-ui") ? "grid" : "list";',
        'draw(layout);',
        'if (layout === "grid") a();',
        'else b();',
        'const twice = (n: number) => n * 2;',
        'twice(isFeatureEnabled("new-ui") ? 1 : 2);',
      ),
      'a.test.ts': 'import { most } from "./a";\nit("is 10", () => expect(most()).toBe(10));\n',
    });
    assert.equal(
      texts.get('a.ts'),
      lines(
        'export function most() {',
        '  return 10;',
        '}',
        'const layout = "grid";',
        'draw(layout);',
        'a();',
        'const twice = (n: number) => n * 2;',
        'twice(1);',
      ),
    );
  });

  it('is written where the flag itself gave it', () => {
    const { texts } = flagCase(
      { 'a.ts': 'const color = ldClient.stringVariation("new-ui", user, "x");\npaint(color);\n' },
      { value: 'blue' },
    );
    assert.equal(texts.get('a.ts'), "paint('blue');\n");
  });
});

describe('flags of the environment', () => {
  it('are followed out of patterns and through other names of the environment', () => {
    const { texts, outcomes } = flagCase(
      {
        'a.ts': lines(
          'export {};',
          'const { NEW_UI, OTHER } = process.env;',
          'if (NEW_UI === "true") a();',
          'else b();',
          'use(OTHER);',
        ),
        'b.ts': 'export {};\nconst { NEW_UI: on = "false" } = process.env;\nif (on === "true") a();\nelse b();\n',
        'c.ts': 'import { env } from "node:process";\nif (env.NEW_UI === "1") a();\nelse b();\n',
        'd.ts': 'import process from "node:process";\nconst env = process.env;\nif (env["NEW_UI"]) a();\nuse(env);\n',
      },
      { key: 'NEW_UI' },
    );
    assert.equal(texts.get('a.ts'), 'export {};\nconst { OTHER } = process.env;\na();\nuse(OTHER);\n');
    assert.equal(texts.get('b.ts'), 'export {};\na();\n');
    assert.equal(texts.get('c.ts'), 'a();\n');
    assert.equal(texts.get('d.ts'), 'import process from "node:process";\nconst env = process.env;\na();\nuse(env);\n');
    assert.equal(outcomes.filter((each) => each === 'member environment removed').length, 4);
  });

  it('are decided where their text is parsed, or has a default', () => {
    const text = 'if (JSON.parse(process.env.NEW_UI ?? "false")) a();\nelse b();\n';
    assert.equal(flagCase({ 'a.ts': text }, { key: 'NEW_UI' }).texts.get('a.ts'), 'a();\n');
    assert.equal(flagCase({ 'a.ts': text }, { key: 'NEW_UI', value: 'false' }).texts.get('a.ts'), 'b();\n');
    const passed = flagCase({ 'a.ts': 'use(process.env.NEW_UI ?? "false");\n' }, { key: 'NEW_UI', value: 'blue' });
    assert.equal(passed.texts.get('a.ts'), "use('blue');\n");
  });
});

describe('a call of a common name', () => {
  const left = (text: string, client = ''): readonly string[] =>
    flagCase({ 'a.ts': text, 'client.ts': client }).removed.occurrences.flatMap((each) =>
      each.outcome === 'left' ? [each.snippet] : [],
    );

  it('is believed for a client that another file makes, and for a key from a list of flags', () => {
    const client = 'import { initialize } from "unleash-client";\nexport const svc = initialize({ url: "" });\n';
    const text = 'import { svc } from "./client";\nif (svc.isEnabled("new-ui")) a();\n';
    assert.deepEqual(left(text, client), []);
    assert.equal(left(text, 'export const svc = makeButtons();\n').length, 1);
    assert.deepEqual(left('const FLAGS = { NEW: "new-ui" } as const;\nif (svc.isEnabled(FLAGS.NEW)) a();\n'), []);
    assert.equal(left('const NAMES = { NEW: "new-ui" } as const;\nif (svc.isEnabled(NAMES.NEW)) a();\n').length, 2);
    assert.deepEqual(left('if (this.flagClient.isEnabled("new-ui")) a();\n'), []);
  });

  it('is known inside a package whose helpers and constants others import, and these stay', () => {
    const files = {
      'package.json': '{ "name": "shop", "version": "1.0.0", "main": "./build/index.js" }',
      'flags.ts': lines(
        'export const NEW_UI = isFeatureEnabled("new-ui");',
        'export function newUi(): boolean {',
        '  return isFeatureEnabled("new-ui");',
        '}',
        'export const oldUi = () => !newUi();',
        'export let late = isFeatureEnabled("new-ui");',
      ),
      'a.ts': lines(
        'import { NEW_UI, late, newUi, oldUi } from "./flags";',
        'if (newUi() && NEW_UI) draw();',
        'if (oldUi()) drawOld();',
        'if (late) drawLate();',
      ),
    };
    const { texts } = flagCase(files, {}, { outside: new Set(['newUi', 'oldUi', 'NEW_UI', 'late']) });
    assert.equal(
      texts.get('flags.ts'),
      lines(
        'export const NEW_UI = true;',
        'export function newUi(): boolean {',
        '  return true;',
        '}',
        'export const oldUi = () => false;',
        'export let late = true;',
      ),
    );
    assert.equal(texts.get('a.ts'), lines('import { late } from "./flags";', 'draw();', 'if (late) drawLate();'));
  });

  it('are members of enums that go with the patterns that name them', () => {
    const before = [
      'enum Flag {\n    case one\n    case new_ui\n\n    var text: String {\n        switch self {\n',
      '            case .one, .new_ui:\n                return "a"\n        }\n    }\n\n',
      '    var on: Bool {\n        switch self {\n            case .new_ui:\n                return true\n',
      '            case .one:\n                return false\n        }\n    }\n}\n',
    ].join('');
    const after = before
      .replace('    case new_ui\n', '')
      .replace(', .new_ui', '')
      .replace('            case .new_ui:\n                return true\n', '');
    for (const mode of ['safe', 'parity']) {
      assert.equal(flagCase({ 'a.swift': before }, { key: 'new_ui', mode }).texts.get('a.swift'), after);
    }
    const asked = before.replace('switch self {\n            case .new_ui', 'switch flag {\n            case .new_ui');
    assert.equal(flagCase({ 'a.swift': asked }, { key: 'new_ui' }).texts.get('a.swift'), asked);
    const only =
      'enum Flag {\n    case new_ui\n\n    var a: Int {\n        switch self {\n            case .new_ui:\n                return 1\n        }\n    }\n}\n';
    assert.equal(flagCase({ 'a.swift': only }, { key: 'new_ui', mode: 'parity' }).texts.get('a.swift'), only);
  });

  it('are fields of classes of which others have one of the same name, unless these may be heirs', () => {
    const api = { calls: [{ names: ['isOn'] }] };
    const one =
      'class A {\n    var a = isOn("new-ui")\n    func f() {\n        if self.a {\n            go()\n        }\n    }\n}\n';
    const other =
      'class B {\n    var a = other()\n    func f() {\n        if a {\n            go()\n        }\n    }\n}\n';
    assert.equal(
      flagCase({ 'a.swift': one + other }, { api }).texts.get('a.swift'),
      `class A {\n    func f() {\n        go()\n    }\n}\n${other}`,
    );
    const heir = other.replace('class B', 'class B: A').replace('var a', 'override var a');
    assert.match(flagCase({ 'a.swift': one + heir }, { api }).texts.get('a.swift') ?? '', /if self\.a \{/);
  });
});
