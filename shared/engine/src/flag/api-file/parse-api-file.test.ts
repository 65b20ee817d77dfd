import assert from 'node:assert/strict';
import { parseApiFile } from './parse-api-file.ts';

describe('parseApiFile', () => {
  it('takes comments and trailing commas, and fills in what is usual', () => {
    const parsed = parseApiFile('{\n  // ours\n  "calls": [{ "names": ["isOn"], },],\n}\n');
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.api.calls, [{ names: ['isOn'], key: [0], gives: 'value', type: 'any', styles: ['exact'] }]);
    assert.deepEqual(parsed.api.elements, []);
  });

  it('names the line of each mistake', () => {
    const parsed = parseApiFile(
      ['{', '  "calls": [', '    { "names": ["a"] },', '    { "names": "b" },', '  ],', '  "hooks": []', '}'].join(
        '\n',
      ),
    );
    assert.ok(!parsed.ok);
    assert.deepEqual(
      parsed.problems.map(({ line }) => line),
      [4, 6],
    );
    assert.match(parsed.problems[0]?.message ?? '', /^calls\.1\.names: /);
    assert.match(parsed.problems[1]?.message ?? '', /hooks/);
  });

  it('names the line where the JSON ends to be JSON', () => {
    const parsed = parseApiFile('{\n  "calls": [\n    { "names": ["a" }\n  ]\n}');
    assert.ok(!parsed.ok);
    assert.equal(parsed.problems[0]?.line, 3);
  });

  it('says that the file ends too early, or is empty, in words of the file', () => {
    const open = parseApiFile('{\n  "calls": [\n  ]\n');
    assert.deepEqual(open, {
      ok: false,
      problems: [{ line: 3, message: 'This is not JSON: Expected `,` or `}` before the end of the file' }],
    });
    const empty = parseApiFile('\n');
    assert.match(JSON.stringify(empty), /The file is empty/);
  });

  it('wants an object', () => {
    for (const text of ['', '[]', '"x"', '1']) assert.ok(!parseApiFile(text).ok, text);
  });
});
