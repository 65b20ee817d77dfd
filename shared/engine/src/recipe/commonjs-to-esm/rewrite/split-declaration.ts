import { children } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { renderSlice } from './edit-list.ts';
import type { Edit } from './edit-list.ts';

type Comment = ModuleFacts['comments'][number];

interface Notes {
  readonly above: readonly Comment[];
  readonly behind: readonly Comment[];
}

export interface SplitDeclaration {
  /** Comments above each declarator that goes, those inside it included; behind it on its last line. */
  readonly above: ReadonlyMap<JsNode, readonly string[]>;
  readonly behind: ReadonlyMap<JsNode, readonly string[]>;
  /** The declaration of what stays, with its own commas, line breaks and comments; null when nothing stays. */
  readonly rest: string | null;
}

/** Take the declarators `goes` out of a declaration. No comment is lost, and what stays keeps its layout. */
export function splitDeclaration(
  facts: ModuleFacts,
  statement: JsNode,
  goes: ReadonlySet<JsNode>,
  inner: readonly Edit[],
  end: string,
): SplitDeclaration {
  const { text } = facts;
  const declarators = children(statement, 'declarations');
  const notes = declarators.map((each, index) => notesOf(facts, statement, declarators, each, index));
  const textOf = (each: Comment): string => text.slice(each.start, each.end);
  const above = new Map<JsNode, string[]>();
  const behind = new Map<JsNode, string[]>();
  declarators.forEach((each, index) => {
    if (!goes.has(each)) return;
    const inside = facts.comments.filter(({ start, end: stop }) => start >= each.start && stop <= each.end);
    above.set(each, [...(notes[index]?.above ?? []), ...inside].map(textOf));
    behind.set(each, (notes[index]?.behind ?? []).map(textOf));
  });
  const stays = declarators.filter((each) => !goes.has(each));
  const [first] = stays;
  if (!first) return { above, behind, rest: null };
  const head = notes[declarators.indexOf(first)]?.above ?? [];
  const lead = first === declarators[0] ? '' : head.map((each) => `${textOf(each)}\n`).join('');
  let rest = `${lead}${String(statement['kind'])} `;
  if (first === declarators[0]) rest = text.slice(statement.start, first.start);
  stays.forEach((each, number) => {
    rest += renderSlice(text, each.start, each.end, inner);
    const index = declarators.indexOf(each);
    const next = stays[number + 1];
    if (!next) {
      if (index === declarators.length - 1) rest += text.slice(each.end, statement.end);
      else rest += end + (notes[index]?.behind ?? []).map((note) => ` ${textOf(note)}`).join('');
      return;
    }
    if (declarators[index + 1] === next) rest += text.slice(each.end, next.start);
    else rest += joint(text, declarators, notes, each, next, textOf);
  });
  return { above, behind, rest: facts.text.includes('\r\n') ? rest.replaceAll(/\r?\n/g, '\r\n') : rest };
}

/** A comment behind a declarator on its line speaks of it; one further down speaks of the next. */
function notesOf(
  facts: ModuleFacts,
  statement: JsNode,
  declarators: readonly JsNode[],
  each: JsNode,
  index: number,
): Notes {
  const from = declarators[index - 1]?.end ?? statement.start;
  const to = declarators[index + 1]?.start ?? statement.end;
  const before = facts.comments.filter(({ start, end }) => start >= from && end <= each.start);
  const after = facts.comments.filter(({ start, end }) => start >= each.end && end <= to);
  return {
    above: index === 0 ? before : before.filter((note) => !endsLineOf(facts.text, from, each.start, note)),
    behind: after.filter((note) => index === declarators.length - 1 || endsLineOf(facts.text, each.end, to, note)),
  };
}

function endsLineOf(text: string, declaratorEnd: number, next: number, { start, end }: Comment): boolean {
  return !text.slice(declaratorEnd, start).includes('\n') && text.slice(end, next).includes('\n');
}

/** Between two that stay, where those between them go: the second one's own comma and comments, the first one's behind. */
function joint(
  text: string,
  declarators: readonly JsNode[],
  notes: readonly Notes[],
  first: JsNode,
  second: JsNode,
  textOf: (each: Comment) => string,
): string {
  const index = declarators.indexOf(second);
  const gone = declarators[index - 1] as JsNode;
  const gap = withoutComments(text, gone.end, second.start, notes[index - 1]?.behind ?? []);
  const behind = (notes[declarators.indexOf(first)]?.behind ?? []).map((each) => ` ${textOf(each)}`).join('');
  return gap.startsWith(',') ? `,${behind}${gap.slice(1)}` : `${behind}${gap}`;
}

/** Text of a gap without these comments and the blanks before them. */
function withoutComments(text: string, from: number, to: number, comments: readonly Comment[]): string {
  let result = '';
  let at = from;
  for (const { start, end } of comments) {
    result += text.slice(at, start).trimEnd();
    at = end;
  }
  return result + text.slice(at, to);
}
