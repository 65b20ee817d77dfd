import type { Span, SyntaxNode } from '../../syntax/node.ts';
import type { Emitter } from './emitter.ts';
import { endsLine, isBlankLine, lineEnd, lineStart, nextLine, startsLine } from './layout.ts';
import { replace } from './sheet.ts';
import { thingsIn } from './things.ts';
import type { Thing } from './things.ts';

/** Items of a list with commas: arguments, parameters, entries, enum members, imported names. Those that go take a comma along. */
export function emitItems(emitter: Emitter, items: readonly SyntaxNode[], region: Span): void {
  const goes = (item: SyntaxNode): boolean => emitter.planOf(item)?.kind === 'gone';
  if (!items.some(goes)) {
    for (const item of items) emitter.emit(item);
    return;
  }
  const things = thingsIn(emitter, items, region).filter((thing) => thing.node !== null);
  for (let index = 0; index < things.length; index += 1) {
    const thing = things[index]!;
    if (!goes(thing.node!)) {
      emitter.emit(thing.node!);
      continue;
    }
    let last = index;
    while (things[last + 1] && goes(things[last + 1]!.node!)) last += 1;
    deleteRun(emitter, things[index - 1] ?? null, { first: thing, last: things[last]! }, things[last + 1] ?? null);
    index = last;
  }
}

function deleteRun(
  emitter: Emitter,
  before: Thing | null,
  { first, last }: { first: Thing; last: Thing },
  after: Thing | null,
): void {
  const { sheet, text } = emitter;
  const node = first.node!;
  const id = emitter.idOf(node, emitter.planOf(node)?.seed ?? '');
  const comma = commaAfter(emitter, last.node!.end);
  const end = Math.max(last.end, comma ?? 0);
  const ownLines = startsLine(text, first.start) && endsLine(text, end);
  if (!after && before && comma === null) {
    const orphan = commaAfter(emitter, before.node!.end);
    if (orphan !== null) replace(sheet, orphan - 1, orphan, '', id);
  }
  if (ownLines) {
    let stop = nextLine(text, end);
    if (!before) while (after && stop < after.start && isBlankLine(text, stop)) stop = nextLine(text, stop);
    const start = lineStart(text, first.start);
    const blankBefore = start > 0 && isBlankLine(text, start - 1) && before !== null;
    replace(sheet, blankBefore ? lineStart(text, start - 1) : start, stop, '', id);
    return;
  }
  if (after) replace(sheet, first.start, after.start > lineEnd(text, end) ? end : after.start, '', id);
  else if (before) replace(sheet, orphanStart(emitter, before, first), last.end, '', id);
  else replace(sheet, first.start, end, '', id);
}

/** Without an item after it, the gap in front of the run goes too: the comma, where the run did not end with one. */
function orphanStart(emitter: Emitter, before: Thing, first: Thing): number {
  const comma = commaAfter(emitter, before.node!.end);
  return comma !== null && comma <= first.start ? comma : Math.max(before.end, before.node!.end);
}

/** The offset behind the comma that follows an item; null when none follows. */
export function commaAfter({ text, file }: Emitter, end: number): number | null {
  let at = end;
  while (at < text.length) {
    const comment = file.comments.find((one) => one.start <= at && at < one.end);
    if (comment) at = comment.end;
    else if (text[at] === ',') return at + 1;
    else if (/\s/.test(text[at]!)) at += 1;
    else return null;
  }
  return null;
}
