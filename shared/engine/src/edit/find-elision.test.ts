import assert from 'node:assert/strict';
import { findElision } from './find-elision.ts';

const nothingStays = (): boolean => false;
const found = (line: string, path = 'a.ts'): boolean => findElision(path, `a();\n${line}\nb();`, nothingStays) !== null;

describe('elided code', () => {
  for (const line of [
    '// ... rest unchanged',
    '  // ...',
    '// … existing code …',
    '# ... existing code ...',
    '/* ... */',
    '{/* ... rest of the component */}',
    '<!-- ... -->',
    '...',
    '  …',
    '// rest of the code remains the same',
    '// Rest of your methods here',
    '// existing code',
    '// (rest of the file is unchanged)',
    '// keep the rest of the function as is ...',
    '// other methods remain unchanged',
    '-- ... remaining columns ...',
    '[... rest of the code ...]',
    '... existing code ...',
    '// other methods...',
    '# no changes here',
    '{/* rest of the JSX */}',
    '-- rest of the query unchanged',
    '// (other methods unchanged)',
    '// implementation unchanged',
    '// rest of the class omitted for brevity',
    '// omitted for brevity',
    '// [...]',
    '// and so on...',
  ]) {
    it(`is seen in \`${line}\``, () => assert.equal(found(line), true));
  }

  for (const line of [
    '// Wait for the rest of the queue to drain before closing',
    'call(...args);',
    '...rest,',
    'return [...existing, next];',
    '{ ...existing, a: 1 }',
    '[...other]',
    '// TODO: handle the existing code path that the parser takes when the input is empty',
    '// The same code is used by the importer, see there for why it must not throw.',
    'const rest = "...";',
    '// Loading...',
    '# Copy the existing file to a new place',
    'function f(...rest: string[]) {',
    '* ',
    '# Other helper functions',
    '// previous page',
    '// rest of the arguments',
    '// [0, 1, ...]',
    '// omitted fields keep their value',
    '# ...so that callers see the message and not the trace.',
    '/** `in` compares keys, `eq` values, and `other` is what stands for `<`, `in`, … */',
    '// unchanged since 2019 because customers rely on the order of these keys',
  ]) {
    it(`is not seen in \`${line}\``, () => assert.equal(found(line), false));
  }

  it('is allowed where the file has the line already', () => {
    assert.equal(
      findElision('a.ts', '// ... existing code ...', (line) => line === '// ... existing code ...'),
      null,
    );
  });

  it('is not taken from a Python body that is only three dots, nor from prose', () => {
    assert.equal(findElision('a.py', 'class A(Protocol):\n    def f(self) -> int:\n        ...\n', nothingStays), null);
    assert.equal(findElision('a.yaml', 'a: 1\n...\n', nothingStays), null);
    assert.deepEqual(findElision('a.py', 'def f():\n    a()\n    ...\n', nothingStays), { line: 3, text: '...' });
  });
});
