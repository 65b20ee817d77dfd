import assert from 'node:assert/strict';
import { flagCase } from './testing/flag-case.ts';

const OWN = {
  calls: [
    { names: ['isToggleEnabled'] },
    { names: ['isToggleDisabled'], gives: 'negation' },
    { names: ['includeEvent'], gives: 'nothing' },
    { names: ['is{pascal}Enabled'] },
  ],
  members: [{ objects: ['config.flags'], styles: ['camel'] }],
  wrappers: [{ names: ['gated'], component: 1 }],
  annotations: [
    { names: ['ToggleTesting'], argument: 'treated' },
    { names: ['OnlyWithout'], takes: 'declaration', when: true },
  ],
};

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}

describe('removing a flag', () => {
  it('follows a key through constants, enums and objects, and takes them along', () => {
    const { texts, outcomes } = flagCase({
      'a.ts': lines(
        'const KEYS = { ui: "new-ui", other: "other" } as const;',
        'enum Flag { Ui = "new-ui", Other = "other" }',
        'const key = KEYS.ui;',
        'if (isFeatureEnabled(key)) a();',
        'if (isFeatureEnabled(Flag.Ui)) b();',
        'use(KEYS.other, Flag.Other);',
      ),
    });
    assert.equal(
      texts.get('a.ts'),
      lines(
        'const KEYS = { other: "other" } as const;',
        'enum Flag { Other = "other" }',
        'a();',
        'b();',
        'use(KEYS.other, Flag.Other);',
      ),
    );
    assert.ok(outcomes.every((each) => each.endsWith('removed')));
  });

  it('keeps a constant that something else still uses, and says so', () => {
    const { texts, removed } = flagCase({
      'a.ts': lines('const KEY = "new-ui";', 'if (isFeatureEnabled(KEY)) a();', 'log(KEY);'),
    });
    assert.equal(texts.get('a.ts'), lines('const KEY = "new-ui";', 'a();', 'log(KEY);'));
    const key = removed.occurrences.find(({ kind }) => kind === 'key');
    assert.deepEqual([key?.outcome, key?.reason], ['left', 'One use of it stays.']);
  });

  it('follows objects of flags and evaluation results, in patterns and through names', () => {
    const { texts } = flagCase({
      'a.tsx': lines(
        'import { useFlags } from "launchdarkly-react-client-sdk";',
        'function A() {',
        '  const { newUi: shown = false, other } = useFlags();',
        '  return shown ? <New other={other} /> : <Old />;',
        '}',
        'function B() {',
        '  const flags = useFlags();',
        '  return flags.newUi && flags.other;',
        '}',
        'async function C() {',
        '  const detail = await ldClient.variationDetail("new-ui", user, false);',
        '  if (detail.value) c();',
        '}',
      ),
    });
    assert.equal(
      texts.get('a.tsx'),
      lines(
        'import { useFlags } from "launchdarkly-react-client-sdk";',
        'function A() {',
        '  const { other } = useFlags();',
        '  return <New other={other} />;',
        '}',
        'function B() {',
        '  const flags = useFlags();',
        '  return flags.other;',
        '}',
        'async function C() {',
        '  c();',
        '}',
      ),
    );
  });

  it('takes a name out of the list of a hook when all that was asked of it is known', () => {
    const { texts } = flagCase({
      'a.tsx': lines(
        'import { useFlags } from "flagsmith/react";',
        'const A = () => {',
        '  const flags = useFlags(["new-ui", "other"]);',
        '  return flags["new-ui"].enabled ? flags.other.value : null;',
        '};',
      ),
    });
    assert.match(texts.get('a.tsx') ?? '', /useFlags\(\["other"\]\);\n {2}return flags\.other\.value;/);
  });

  it('replaces elements by what they show', () => {
    const element = (on: boolean, attributes: string): string => {
      const text = `const A = () => <p><Feature name="new-ui"${attributes}><New /></Feature></p>;\n`;
      return flagCase({ 'a.tsx': text }, { value: on }).texts.get('a.tsx') ?? '';
    };
    assert.equal(element(true, ''), 'const A = () => <p><New /></p>;\n');
    assert.equal(element(false, ''), 'const A = () => <p></p>;\n');
    assert.equal(element(false, ' fallback={<Old />}'), 'const A = () => <p><Old /></p>;\n');
    assert.equal(element(true, ' inverted'), 'const A = () => <p></p>;\n');
    assert.equal(element(false, ' inverted={true}'), 'const A = () => <p><New /></p>;\n');
    assert.match(element(true, ' inverted={x}'), /<Feature/);
  });

  it('unwraps components while the flag stays on', () => {
    const text = 'export const P = withFeature("new-ui")(Page);\nexport const Q = gated("new-ui", Page);\n';
    const on = flagCase({ 'a.ts': text }, { api: OWN });
    assert.equal(on.texts.get('a.ts'), 'export const P = Page;\nexport const Q = Page;\n');
    const off = flagCase({ 'a.ts': text }, { api: OWN, value: false });
    assert.equal(off.texts.get('a.ts'), text);
    assert.deepEqual(off.outcomes, ['wrapper generic left', 'wrapper own left']);
  });

  it('does what an API file says: negations, statements, names with the key, members, annotations', () => {
    const { texts } = flagCase(
      {
        'A.java': lines(
          'class A {',
          '  void f() {',
          '    c.includeEvent("new-ui");',
          '    if (c.isToggleDisabled("new-ui")) a(); else b();',
          '    if (isNewUiEnabled()) c();',
          '  }',
          '  @ToggleTesting(treated = {"new-ui", "other"})',
          '  void g() {}',
          '  @ToggleTesting(treated = "new-ui")',
          '  void h() {}',
          '  @OnlyWithout("new-ui")',
          '  void i() {}',
          '}',
        ),
        'b.ts': 'if (config.flags.newUi) a();\n',
      },
      { api: OWN },
    );
    assert.equal(
      texts.get('A.java'),
      lines(
        'class A {',
        '  void f() {',
        '    b();',
        '    c();',
        '  }',
        '  @ToggleTesting(treated = {"other"})',
        '  void g() {}',
        '  void h() {}',
        '}',
      ),
    );
    assert.equal(texts.get('b.ts'), 'a();\n');
  });

  it('takes a guarding annotation away while the flag stays on, and leaves it otherwise', () => {
    const text = lines('class A {', '  [FeatureGate("new-ui")]', '  public int B() => 1;', '}');
    assert.equal(flagCase({ 'A.cs': text }).texts.get('A.cs'), lines('class A {', '  public int B() => 1;', '}'));
    const off = flagCase({ 'A.cs': text }, { value: false });
    assert.equal(off.texts.get('A.cs'), text);
    assert.deepEqual(off.outcomes, ['annotation generic left']);
  });

  it('finds the enum member that Swift writes without its enum, and keeps it while its name stands elsewhere', () => {
    const keys = lines('enum Flag: String {', '  case newUi = "new-ui"', '  case other', '}');
    const asks = lines('func f() {', '  if flags.isEnabled(.newUi) {', '    a()', '  }', '}');
    const gone = flagCase({ 'Keys.swift': keys, 'A.swift': asks });
    assert.equal(gone.texts.get('A.swift'), lines('func f() {', '  a()', '}'));
    assert.equal(gone.texts.get('Keys.swift'), lines('enum Flag: String {', '  case other', '}'));
    const kept = flagCase({ 'Keys.swift': keys, 'A.swift': asks, 'B.swift': 'let all = [choose(.newUi)]\n' });
    assert.equal(kept.texts.get('Keys.swift'), keys);
  });

  it('follows the program’s own functions that pass a key on', () => {
    const { texts, outcomes } = flagCase({
      'a.ts': lines(
        'const isOn = (key: string) => client.boolVariation(key, false);',
        'function flag(key: string) {',
        '  return isOn(key);',
        '}',
        'if (flag("new-ui")) a();',
        'if (flag("other")) b();',
      ),
    });
    assert.match(texts.get('a.ts') ?? '', /\}\na\(\);\nif \(flag\("other"\)\) b\(\);\n$/);
    assert.deepEqual(outcomes, ['call launchdarkly removed']);
  });

  it('takes out what prepares a double for the flag, and leaves checks of the flag itself', () => {
    const { texts, removed } = flagCase({
      'T.java': lines(
        'class T {',
        '  void t() {',
        '    when(flags.isEnabled("new-ui")).thenReturn(true);',
        '    run();',
        '    verify(flags).isEnabled("new-ui");',
        '    assertTrue(flags.isEnabled("new-ui"));',
        '  }',
        '}',
      ),
    });
    assert.equal(
      texts.get('T.java'),
      lines('class T {', '  void t() {', '    run();', '    assertTrue(flags.isEnabled("new-ui"));', '  }', '}'),
    );
    assert.match(removed.occurrences.find(({ outcome }) => outcome === 'left')?.reason ?? '', /test checks the flag/);
  });
});

describe('what is left of a flag', () => {
  const reasonsFor = (text: string, request: Record<string, unknown> = {}): readonly string[] => {
    const { removed, texts } = flagCase({ 'a.ts': text }, request);
    assert.equal(texts.get('a.ts'), text);
    return removed.occurrences.map(({ kind, outcome, reason }) => `${kind} ${outcome}: ${reason}`);
  };

  it('is a key made at run time, if it could be this one', () => {
    assert.match(reasonsFor('isFeatureEnabled(`new-${part}`);\n')[0] ?? '', /^dynamic left: .*run time/);
    assert.match(reasonsFor('isFeatureEnabled("new-" + part);\n')[0] ?? '', /^dynamic left/);
    assert.match(reasonsFor('isFeatureEnabled(anything);\n')[0] ?? '', /^dynamic left/);
    assert.deepEqual(reasonsFor('isFeatureEnabled(`old-${part}`);\n'), []);
    assert.deepEqual(reasonsFor('isFeatureEnabled("new-ui-2");\n'), []);
  });

  it('is a call of a common name without anything that speaks for a flag', () => {
    assert.match(reasonsFor('button.isEnabled("new-ui");\n')[0] ?? '', /^call left: It looks like/);
    assert.match(reasonsFor('cache.getValue("new-ui");\n')[0] ?? '', /^call left: It looks like/);
    assert.deepEqual(reasonsFor('map.get("new-ui");\n'), [
      'text left: No known call asks for the flag here; if one does, describe it in an API file.',
    ]);
  });

  it('is a promise that something is chained to, or a value that is handed to a function', () => {
    assert.match(reasonsFor('ldClient.variation("new-ui", u, false).then(show);\n')[0] ?? '', /chained/);
    assert.match(reasonsFor('ldClient.variation("new-ui", u, false, (e, on) => show(on));\n')[0] ?? '', /handed/);
    assert.match(reasonsFor('f(configCat.getValueAsync("new-ui", false));\n')[0] ?? '', /not awaited/);
  });

  it('is a call with an argument that does something', () => {
    assert.match(reasonsFor('if (isFeatureEnabled("new-ui", track())) a();\n')[0] ?? '', /`track\(\)`/);
    assert.match(reasonsFor('if (isFeatureEnabled("new-ui", (n += 1))) a();\n')[0] ?? '', /`n \+= 1`/);
    const { texts } = flagCase({ 'a.ts': 'if (isFeatureEnabled("new-ui", getUser(request))) a();\n' });
    assert.equal(texts.get('a.ts'), 'a();\n');
  });

  it('is a value of another kind than the call gives', () => {
    assert.match(
      reasonsFor('if (isFeatureEnabled("new-ui")) a();\n', { value: 'blue' })[0] ?? '',
      /surviving value is "blue"/,
    );
    assert.match(reasonsFor('f(client.stringVariation("new-ui", "x"));\n')[0] ?? '', /gives a text/);
    assert.match(reasonsFor('f(process.env["new-ui"]);\n')[0] ?? '', /text is passed on/);
  });

  it('is a mention in a comment or a longer text', () => {
    assert.deepEqual(reasonsFor('// new-ui is coming\nlog("see new-ui docs");\n'), [
      'text left: A comment names it.',
      'text left: It is part of a longer text or name.',
    ]);
  });

  it('is a file that cannot be read as code, and every name that such a file uses', () => {
    const { removed, texts } = flagCase({
      'broken.ts': 'import { KEY } from "./keys"; if (KEY ==== "new-ui") {\n',
      'flags.min.js': 'isFeatureEnabled("new-ui")&&a();',
      'gen.ts': '// @generated\nif (isFeatureEnabled("new-ui")) a();\n',
      'keys.ts': 'export const KEY = "new-ui";\n',
      'main.scala': 'if (flags.isEnabled("new-ui")) a()\n',
    });
    assert.deepEqual(
      removed.skipped.map(({ path, why }) => `${path} ${why}`),
      ['broken.ts broken', 'flags.min.js minified', 'gen.ts generated'],
    );
    assert.equal(texts.get('keys.ts'), 'export const KEY = "new-ui";\n');
    assert.match(removed.occurrences.find(({ path }) => path === 'main.scala')?.reason ?? '', /not changed/);
  });

  it('is a name that files outside of the given folder use, though what they say is read', () => {
    const files = {
      'keys.ts': 'export const UI_KEY = "new-ui";\n',
      'in/a.ts': lines(
        'import { UI_KEY } from "../keys";',
        'export const isUi = () => isFeatureEnabled(UI_KEY);',
        'if (isUi()) a();',
      ),
      'b.ts': 'import { isUi } from "./in/a";\nif (isUi()) b();\n',
    };
    const { texts } = flagCase(files, {}, { scope: 'in' });
    assert.match(texts.get('in/a.ts') ?? '', /export const isUi = \(\) => true;/);
    assert.equal(texts.get('b.ts'), files['b.ts']);
    assert.equal(texts.get('keys.ts'), files['keys.ts']);
  });

  it('is what lies outside of the given folder, or was left out', () => {
    const files = {
      'in/a.ts': 'if (isFeatureEnabled("new-ui")) a();\n',
      'b.ts': 'if (isFeatureEnabled("new-ui")) b();\n',
    };
    const inside = flagCase(files, {}, { scope: 'in' });
    assert.equal(inside.texts.get('in/a.ts'), 'a();\n');
    assert.equal(inside.texts.get('b.ts'), files['b.ts']);
    assert.deepEqual(
      inside.removed.occurrences.map(({ path, reason }) => [path, reason]),
      [
        ['b.ts', 'It lies outside of in.'],
        ['in/a.ts', null],
      ],
    );
    const left = flagCase(files, { leave_out: { languages: [], paths: ['in'] } });
    assert.equal(left.texts.get('in/a.ts'), files['in/a.ts']);
    assert.equal(left.texts.get('b.ts'), 'b();\n');
  });

  it('drops in parity mode a function of a script that only gave the flag; safe mode keeps it for whoever may call it', () => {
    const text =
      "function get() {\n  return isFeatureEnabled('new-ui');\n}\nconst a = isFeatureEnabled('new-ui');\nuse(a);\n";
    const after = (mode: string) => flagCase({ 'a.js': text }, { mode }).texts.get('a.js') ?? '';
    assert.doesNotMatch(after('parity'), /function get/);
    assert.match(after('safe'), /function get\(\) \{\n {2}return true;/);
  });
});
