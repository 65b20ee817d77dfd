import type { Span, SyntaxNode } from '../../syntax/node.ts';
import type { Comment } from '../../syntax/source-file.ts';
import type { Emitter } from './emitter.ts';
import { endsLine, lineEnd, nextLine, startsLine } from './layout.ts';

/** A statement with the comments that belong to it, or a comment that stands for itself. */
export interface Thing extends Span {
  readonly node: SyntaxNode | null;
  readonly goes: boolean;
}

/**
 * What stands in a list, in order. Comments directly above a statement or behind it on its line go where it goes; a comment
 * with a blank line below it, and a licence at the top of a file, stand for themselves.
 */
export function thingsIn(emitter: Emitter, nodes: readonly SyntaxNode[], region: Span): Thing[] {
  const { text } = emitter;
  const comments = commentsBetween(emitter, nodes, region);
  const owned = new Set<Comment>();
  const things: Thing[] = nodes.map((node, index) => {
    const plan = emitter.planOf(node);
    const goes = plan?.kind === 'gone' && plan.effects.length === 0 && plan.declare.length === 0;
    let start = node.start;
    // The JavaScript tool that parity compares with leaves comments where they are; those for other languages do not.
    const owns = !goes || emitter.work.program.mode === 'safe' || emitter.file.dialect.language !== 'javascript';
    const before = nodes[index - 1]?.end ?? region.start;
    for (const comment of comments.toReversed()) {
      if (comment.end > start || comment.start < before || owned.has(comment)) continue;
      if (!owns || !isAbove(text, comment, start) || isLicence(emitter, comment)) break;
      owned.add(comment);
      start = comment.start;
    }
    let end = node.end;
    const stop = Math.min(nodes[index + 1]?.start ?? region.end, lineEnd(text, node.end));
    for (const comment of comments) {
      if (comment.start < end || comment.start >= stop || owned.has(comment)) continue;
      if (!/^[\t ;,]*$/.test(text.slice(end, comment.start)) || !endsLine(text, comment.end)) break;
      owned.add(comment);
      end = comment.end;
    }
    return { node, start, end, goes };
  });
  const free = comments.filter((comment) => !owned.has(comment));
  return [
    ...things,
    ...free.map((comment): Thing => ({ node: null, start: comment.start, end: comment.end, goes: false })),
  ].toSorted((a, b) => a.start - b.start);
}

function commentsBetween({ file }: Emitter, nodes: readonly SyntaxNode[], region: Span): Comment[] {
  return file.comments.filter(
    (comment) =>
      comment.start >= region.start &&
      comment.end <= region.end &&
      !nodes.some((node) => comment.start >= node.start && comment.end <= node.end),
  );
}

/** A comment on lines of its own, with nothing but its line break between it and what follows. */
function isAbove(text: string, comment: Comment, start: number): boolean {
  if (!startsLine(text, comment.start) || !/^[\t ]*\r?\n?[\t ]*$/.test(text.slice(comment.end, start))) return false;
  return nextLine(text, comment.end) <= start || comment.kind === 'block';
}

function isLicence({ text }: Emitter, comment: Comment): boolean {
  if (!/^(#!.*\n)?\s*$/.test(text.slice(0, comment.start))) return false;
  return /licen[sc]e|copyright|SPDX/i.test(text.slice(comment.start, comment.end));
}
