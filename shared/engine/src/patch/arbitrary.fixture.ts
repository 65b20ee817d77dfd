import fc from 'fast-check';
import type { TextEdit } from '@iama/contracts/patch/patch';

/** Texts with all line endings, blank lines, astral characters, with and without a final newline. */
export const someText = fc
  .array(
    fc.tuple(
      fc.constantFrom('', 'a', 'bb', 'let x = 1;', '  }', 'é😀', 'same'),
      fc.constantFrom('\n', '\r\n', '\n', '\r'),
    ),
    {
      maxLength: 40,
    },
  )
  .chain((lines) => fc.constantFrom('', 'last').map((last) => lines.map(([line, end]) => line + end).join('') + last));

/** Sorted edits without overlaps that never cut a surrogate pair, each asked for by one of five findings. */
export function someEdits(text: string): fc.Arbitrary<TextEdit[]> {
  return fc
    .array(
      fc.record({
        at: fc.nat({ max: text.length }),
        length: fc.oneof(fc.constant(0), fc.nat({ max: 30 })),
        replacement: fc.constantFrom('', '', 'x', 'x\n', '\r\ny', 'same\n', 'one\ntwo\n', '😀'),
        finding: fc.nat({ max: 4 }),
      }),
      { maxLength: 8 },
    )
    .map((wishes) => {
      const edits: TextEdit[] = [];
      for (const wish of wishes.toSorted((a, b) => a.at - b.at)) {
        const start = Math.max(whole(text, wish.at), edits.at(-1)?.end ?? 0);
        const end = Math.max(start, whole(text, Math.min(text.length, start + wish.length)));
        edits.push({ start, end, replacement: wish.replacement, finding_id: `f${wish.finding}` });
      }
      // An insertion where another edit starts comes first: the order that composing gives.
      return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
    });
}

function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
