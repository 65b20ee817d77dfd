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
