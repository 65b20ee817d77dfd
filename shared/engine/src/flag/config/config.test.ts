import assert from 'node:assert/strict';
import { parse } from 'yaml';
import fc from 'fast-check';
import { findInConfig } from './find-in-config.ts';

function without(path: string, text: string, key = 'new-ui'): string {
  return findInConfig(path, text, key).reduceRight(
    (left, { removal }) => (removal ? left.slice(0, removal.start) + left.slice(removal.end) : left),
    text,
  );
}

describe('flags in configuration files', () => {
  it('leave JSON with their own lines and commas', () => {
    const text = '{\n  "flags": {\n    "new-ui": true,\n    "old": { "x": 1 }\n  }\n}\n';
    assert.equal(without('app.json', text), '{\n  "flags": {\n    "old": { "x": 1 }\n  }\n}\n');
    const last = '{\n  "old": 1,\n  "new-ui": { "on": true }\n}\n';
    assert.equal(without('config/features.json', last), '{\n  "old": 1\n}\n');
    assert.equal(without('flags.json', '["a", "new-ui", "b"]'), '["a", "b"]');
    assert.equal(without('flags.json', '{"new-ui":1}'), '{}');
  });

  it('leave JSON that is still JSON, wherever they stood', () => {
    const keys = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd'), { maxLength: 4 });
    fc.assert(
      fc.property(keys, fc.nat(4), fc.constantFrom(0, 2), (others, place, indent) => {
        const names: string[] = others.toSpliced(Math.min(place, others.length), 0, 'new-ui');
        const text = JSON.stringify(Object.fromEntries(names.map((name) => [name, { on: [1] }])), null, indent);
        assert.deepEqual(Object.keys(JSON.parse(without('flags.json', text)) as object), others);
      }),
    );
  });

  it('leave YAML with the lines of their entry', () => {
    const text = '# flags\nflags:\n  new-ui:\n    on: true\n  old: false\nlist:\n  - new-ui\n  - b\n';
    assert.equal(without('features.yml', text), '# flags\nflags:\n  old: false\nlist:\n  - b\n');
    assert.deepEqual(parse(without('app.yaml', text)), { flags: { old: false }, list: ['new-ui', 'b'] });
  });

  it('stay where a removal would empty a block or hit a neighbour', () => {
    for (const text of [
      'flags:\n  new-ui: 1\n',
      'flags: { new-ui: 1, b: 2 }\n',
      'flags:\n  - name: new-ui\n    on: 1\n',
    ]) {
      assert.equal(without('flags.yml', text), text);
      assert.equal(findInConfig('flags.yml', text, 'new-ui').length, 1, text);
    }
  });

  it('stay, with a reason, in files that hold other things', () => {
    const [place] = findInConfig('package.json', '{ "scripts": { "new-ui": "x" } }', 'new-ui');
    assert.equal(place?.removal, null);
    assert.match(place.reason ?? '', /Nothing says/);
    assert.equal(findInConfig('.env', 'NEW_UI=1\n', 'NEW_UI').length, 1);
    assert.equal(findInConfig('app.properties', 'x.new-ui=1\nmy-new-ui-x=2\n', 'new-ui').length, 1);
  });
});
