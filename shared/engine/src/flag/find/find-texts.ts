import type { SourceFile } from '../../syntax/source-file.ts';
import type { Span } from '../../syntax/node.ts';
import { walk } from '../../rewrite/work/walk.ts';
import { keyWords } from '../keys/spell-key.ts';

/** A place where the key stands and no call explains it. */
export interface TextPlace extends Span {
  readonly reason: string;
}

/**
 * Places of a code file that name the key outside `explained`: literals that are the key, and comments and longer texts that
 * contain it as a word. A key that is an everyday word is looked for in literals only.
 */
export function findTexts(file: SourceFile, key: string, explained: readonly Span[]): readonly TextPlace[] {
  const found = new Map<number, TextPlace>();
  const isExplained = (at: number): boolean => explained.some((span) => span.start <= at && at < span.end);
  walk(file.root, (node) => {
    if (node.role !== 'literal' || node.value !== key || isExplained(node.start)) return;
    found.set(node.start, { start: node.start, end: node.end, reason: LITERAL });
  });
  if (keyWords(key).length > 1) {
    for (const { start, end } of mentionsOf(file.text, key)) {
      const comment = file.comments.find((each) => each.start <= start && end <= each.end);
      if (isExplained(start) && !comment) continue;
      if ([...found.values()].some((each) => each.start <= start && start < each.end)) continue;
      found.set(start, {
        start,
        end,
        reason: comment ? 'A comment names it.' : 'It is part of a longer text or name.',
      });
    }
  }
  return [...found.values()].toSorted((a, b) => a.start - b.start);
}

const LITERAL = 'No known call asks for the flag here; if one does, describe it in an API file.';

/** Where a text contains the key as a word of its own. */
export function mentionsOf(text: string, key: string): readonly Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length)) {
    const end = at + key.length;
    if (!isWordPart(text.charAt(at - 1)) && !isWordPart(text.charAt(end))) spans.push({ start: at, end });
  }
  return spans;
}

function isWordPart(char: string): boolean {
  return char !== '' && /[\p{L}\p{N}_-]/u.test(char);
}
