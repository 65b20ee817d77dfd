import type { Declared, SymbolEntry } from './symbol-entry.ts';

interface Comment {
  readonly start: number;
  readonly end: number;
}

/**
 * Entries by full name. Neighbours that are signatures of one function become one entry, a getter with its setter one more
 * beside the two halves. Other declarations of one name stay apart, so that asking for that name is ambiguous.
 */
export function groupDeclared(
  text: string,
  declared: readonly Declared[],
  comments: readonly Comment[],
): SymbolEntry[] {
  const commentByEnd = new Map(comments.map((comment) => [comment.end, comment]));
  const entries: SymbolEntry[] = [];
  for (const group of groups(declared)) {
    const [first] = group;
    if (first === undefined) continue;
    const halves = group.some((each) => each.half !== null);
    if (halves) for (const each of group) entries.push(toEntry(text, [each], halfName(each), commentByEnd));
    entries.push(toEntry(text, group, fullName(first), commentByEnd));
  }
  return entries.toSorted((a, b) => a.leading_start - b.leading_start || b.end - a.end);
}

function groups(declared: readonly Declared[]): Declared[][] {
  const found: Declared[][] = [];
  const latest = new Map<string, Declared[]>();
  for (const each of declared) {
    const name = fullName(each);
    const group = latest.get(name);
    if (group && belongs(group, each)) {
      group.push(each);
      continue;
    }
    const fresh = [each];
    found.push(fresh);
    latest.set(name, fresh);
  }
  return found;
}

function belongs(group: readonly Declared[], next: Declared): boolean {
  const last = group.at(-1);
  if (last === undefined || last.siblings !== next.siblings || last.is_static !== next.is_static) return false;
  if (next.position !== last.position + 1) return false;
  return last.is_signature || (last.half !== null && next.half !== null && last.half !== next.half);
}

function fullName({ owner, own_name }: Declared): string {
  return owner === '' ? own_name : `${owner}.${own_name}`;
}

function halfName({ owner, own_name, half }: Declared): string {
  const name = `${half ?? 'get'} ${own_name}`;
  return owner === '' ? name : `${owner}.${name}`;
}

function toEntry(
  text: string,
  group: readonly Declared[],
  name: string,
  commentByEnd: ReadonlyMap<number, Comment>,
): SymbolEntry {
  const first = group[0] as Declared;
  const last = group.at(-1) ?? first;
  const above = first.is_statement ? commentAbove(text, first.decorated_start, commentByEnd) : first.decorated_start;
  return {
    name,
    kinds: [...new Set(group.flatMap((each) => each.kinds))],
    start: first.start,
    end: last.end,
    leading_start: above,
    has_decorators: first.decorated_start < first.start,
    has_comment: above < first.decorated_start,
    parts: group.length,
    is_statement: first.is_statement,
    siblings: first.siblings,
  };
}

/** Comments on the lines directly above, without a blank line between, each alone on its lines. */
function commentAbove(text: string, start: number, commentByEnd: ReadonlyMap<number, Comment>): number {
  let at = start;
  for (;;) {
    const gap = /(?:^|\n)[^\S\n]*$/.exec(text.slice(Math.max(0, at - 400), at));
    if (!gap) return at;
    let end = at - gap[0].length;
    if (text.charAt(end - 1) === '\r') end -= 1;
    const comment = commentByEnd.get(end) ?? commentByEnd.get(end + 1);
    if (!comment || !isFirstOnLine(text, comment.start) || text.startsWith('#!', comment.start)) return at;
    at = comment.start;
  }
}

function isFirstOnLine(text: string, start: number): boolean {
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
}
