import assert from 'node:assert/strict';
import { build, named, other } from '../cst/build-node.ts';
import type { SyntaxNode } from '../node.ts';
import type { SourceFile } from '../source-file.ts';
import { linkParents } from '../link-parents.ts';
import { findBreaches } from './find-breaches.ts';

/** A text of two words and a comment, with the nodes that a test gives it. */
function fileOf(children: readonly SyntaxNode[], linked = true): SourceFile {
  const text = 'ab cd /* e */';
  const root = build('unit', { start: 0, end: text.length }, { body: children });
  if (linked) linkParents(root);
  const comments = [{ start: 6, end: 13, kind: 'block' as const }];
  return { text, root, comments, verbatim: [] } as unknown as SourceFile;
}

const at = (start: number, end: number) => named({ start, end }, 'x');

describe('findBreaches', () => {
  it('finds nothing in a sound tree', () => {
    assert.deepEqual(findBreaches(fileOf([at(0, 2), at(3, 5)])), []);
  });

  const unsound: readonly (readonly [string, SourceFile, RegExp])[] = [
    ['children that overlap', fileOf([at(0, 4), at(3, 5)]), /overlap/],
    ['blanks at an edge', fileOf([at(0, 3)]), /blanks/],
    ['a comment at an edge', fileOf([at(3, 13)]), /ends with a comment/],
    ['a node without text', fileOf([at(2, 2)]), /no text/],
    ['a child that sticks out', fileOf([other({ start: 0, end: 2 }, 'x', [at(3, 5)], 'none')]), /enclose/],
    ['parents that are not linked', fileOf([at(0, 2)], false), /linked/],
    [
      'a field that is no child',
      fileOf([{ ...build('not', { start: 0, end: 2 }, { operand: at(0, 2) }), children: [] }]),
      /operand that is no child/,
    ],
  ];
  for (const [what, file, message] of unsound) {
    it(`finds ${what}`, () => {
      assert.match(findBreaches(file).join('\n'), message);
    });
  }
});
