import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FlagRequest } from '@iama/contracts/flag/request';
import { flagScan } from './flag-scan.ts';
import { namesInText } from './names-in-text.ts';

function found(text: string, ...names: string[]): string[] {
  const seen = new Set<string>();
  namesInText(text, new Set(names), seen);
  return [...seen];
}

describe('namesInText', () => {
  it('finds names as words', () => {
    assert.deepEqual(found('a.isOn(x) + isOnly', 'isOn', 'isOnly', 'is'), ['isOn', 'isOnly']);
    assert.deepEqual(found('Flag.on? && on!', 'on?', 'on!'), ['on?', 'on!']);
    assert.deepEqual(found('$größe', '$größe'), ['$größe']);
    assert.deepEqual(found('', 'a'), []);
  });

  it('finds what a pattern for words finds', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '_', ' ', '.', '1'), maxLength: 40 });
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '_'), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(text, name, (whole, word) => {
        assert.equal(found(whole, word).length === 1, new RegExp(`(?<![\\w$])${word}(?![\\w$])`).test(whole));
      }),
    );
  });
});

describe('flagScan', () => {
  const scan = flagScan(FlagRequest.parse({ key: 'new-ui', value: true }), 'new-ui');

  it('knows texts that name a flag in any spelling of a library', () => {
    assert.ok(scan.names('x("new-ui")', []));
    assert.ok(scan.names('const { newUi } = useFlags()', []));
    assert.ok(!scan.names('x("other")', []));
    assert.ok(scan.names('carry()', ['carry']));
  });

  it('knows texts that ask for flags, by unmistakable names or with something that speaks for it', () => {
    assert.ok(scan.asks('if (isFeatureEnabled(x))'));
    assert.ok(scan.asks('import { unleash } from "unleash-client"; unleash.isEnabled("a")'));
    assert.ok(!scan.asks('button.isEnabled("a")'));
    assert.ok(scan.asksDynamically('isFeatureEnabled(x)'));
    assert.ok(!scan.asksDynamically('isFeatureEnabled("x")'));
  });

  it('tells the keys that a text asks by, without reading it as code', () => {
    assert.deepEqual(scan.keysIn('isFeatureEnabled("a", u); if (checkGate(user, \'b.c\')) x("d")').toSorted(), [
      'a',
      'b.c',
    ]);
    assert.deepEqual(scan.keysIn('<FeatureGate flag="e"> feature_enabled?(:f)').toSorted(), ['e', 'f']);
  });
});
