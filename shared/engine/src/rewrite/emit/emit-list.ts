import type { Span, SyntaxNode } from '../../syntax/node.ts';
import type { Emitter } from './emitter.ts';
import { deletionOf } from './delete-run.ts';
import { emitContents } from './emit-contents.ts';
import { emitRemains } from './emit-remains.ts';
import { replace } from './sheet.ts';
import { runsTogether } from './runs-together.ts';
import { thingsIn } from './things.ts';
import type { Thing } from './things.ts';

/** The edits of statements that stay in one list. `region` holds the comments that belong to the list. */
export function emitList(emitter: Emitter, statements: readonly SyntaxNode[], region: Span): void {
  emitThings(emitter, thingsIn(emitter, statements, region));
}

/** The part of a list that is left, from its first comment or statement to its last; null when nothing is left. */
export function emitSurvivors(emitter: Emitter, statements: readonly SyntaxNode[], region: Span): Span | null {
  const things = thingsIn(emitter, statements, region);
  const stays = (thing: Thing): boolean => !thing.goes;
  if (!things.some((thing) => thing.node && stays(thing))) return null;
  const [first, last] = [things.findIndex(stays), things.findLastIndex(stays)];
  emitThings(emitter, things.slice(first, last + 1));
  return { start: things[first]!.start, end: things[last]!.end };
}

function emitThings(emitter: Emitter, things: readonly Thing[]): void {
  const { text, sheet } = emitter;
  let previous: Thing | null = null;
  let changed = false;
  for (let index = 0; index < things.length; index += 1) {
    const thing = things[index]!;
    if (!thing.goes) {
      if (thing.node) {
        if (previous?.node && runsTogether(emitter, previous.node, thing.node, changed)) {
          replace(sheet, thing.node.start, thing.node.start, ';', emitter.idOf(thing.node, ''));
        }
        emitStatement(emitter, thing.node);
        previous = thing;
        changed = false;
      }
      continue;
    }
    let last = index;
    while (things[last + 1]?.goes) last += 1;
    const run = { start: thing.start, end: things[last]!.end };
    const span = deletionOf(text, run, things[index - 1]?.end ?? null, things[last + 1]?.start ?? null);
    const plan = thing.node && emitter.planOf(thing.node);
    replace(sheet, span.start, span.end, '', thing.node ? emitter.idOf(thing.node, plan?.seed ?? '') : '');
    index = last;
    changed = true;
  }
}

function emitStatement(emitter: Emitter, node: SyntaxNode): void {
  const plan = emitter.planOf(node);
  if (plan?.kind === 'contents') emitContents(emitter, node, plan, emitSurvivors);
  else if (plan?.kind === 'gone') emitRemains(emitter, node, plan);
  else emitter.emit(node);
}
