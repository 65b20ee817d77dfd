import type { SgNode } from '@ast-grep/napi';
import type { Grammar } from '@iama/grammars/grammar-libraries';
import { parseGrammar } from '../grammars.ts';
import type { Comment } from '../source-file.ts';
import { CstNode } from './cst-node.ts';
import { lineAndColumn } from './line-and-column.ts';

export interface CstOptions {
  readonly grammar: Grammar;
  /** Kinds of nodes that are comments. */
  readonly comments: ReadonlySet<string>;
  /** Named kinds that stand between others without meaning anything: Python's line continuations. */
  readonly skipped?: ReadonlySet<string>;
  /** Named kinds that may stand for no text at all. Any other node without text is one that the parser made up. */
  readonly mayBeEmpty?: ReadonlySet<string>;
  /** Tokens that are expressions, and so count among the named nodes: C#'s `this`, Swift's `nil`. */
  readonly wordNodes?: ReadonlySet<string>;
  /**
   * What the parser is given instead of the text: same length, with words it does not know replaced by words of the same
   * meaning for the tree. Nodes and offsets are those of the real text.
   */
  readonly disguise?: (text: string) => string;
}

export type ParsedCst =
  | { readonly ok: true; readonly root: CstNode; readonly comments: readonly Comment[] }
  | { readonly ok: false; readonly message: string };

/** The grammar's tree of a text, or the place of its first syntax error in words. */
export function parseCst(text: string, options: CstOptions): ParsedCst {
  const native = parseGrammar(options.grammar, options.disguise?.(text) ?? text);
  if (native === null) return { ok: false, message: `There is no ${options.grammar} parser for this machine.` };
  const { nodes, comments, error } = readNodes(native, text, options);
  if (error !== null)
    return {
      ok: false,
      message: `Syntax error, or syntax that the parser does not know, at ${lineAndColumn(text, error)}.`,
    };
  const starts = new Map(comments.map((comment) => [comment.start, comment.end]));
  const ends = new Map(comments.map((comment) => [comment.end, comment.start]));
  for (const node of nodes) {
    const { start, end } = withoutComments(text, node.start, node.end, starts, ends);
    node.start = start;
    node.end = end;
  }
  return { ok: true, root: nodes[0]!, comments };
}

interface ReadNodes {
  /** With the parser's own spans; the root comes first. */
  readonly nodes: readonly CstNode[];
  readonly comments: readonly Comment[];
  /** Offset of the first error. */
  readonly error: number | null;
}

/** One walk over the parser's tree: asking it anything is what costs time. */
function readNodes(native: SgNode, text: string, options: CstOptions): ReadNodes {
  const root = new CstNode(native, String(native.kind()), text, native.isNamed());
  const nodes: CstNode[] = [];
  const comments: Comment[] = [];
  let error: number | null = null;
  const pending: [SgNode, CstNode][] = [[native, root]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [from, to] = next;
    nodes.push(to);
    const children = from.children();
    const isMadeUp = children.length === 0 && to.start === to.end && to !== root && !options.mayBeEmpty?.has(to.kind);
    if (to.kind === 'ERROR' || isMadeUp) error = error === null ? to.start : Math.min(error, to.start);
    for (const child of children) {
      const kind = String(child.kind());
      if (options.skipped?.has(kind)) continue;
      const made = new CstNode(child, kind, text, child.isNamed() || (options.wordNodes?.has(kind) ?? false));
      if (options.comments.has(kind)) {
        comments.push(commentOf(made, text));
        continue;
      }
      made.parent = to;
      to.children.push(made);
      pending.push([child, made]);
    }
  }
  return { nodes, comments: comments.toSorted((a, b) => a.start - b.start), error };
}

function commentOf(node: CstNode, text: string): Comment {
  const span = trimmed(text, node.start, node.end);
  const body = text.slice(span.start, span.end);
  const isBlock = body.startsWith('/*') || body.includes('\n');
  return { kind: isBlock ? 'block' : 'line', ...span };
}

function withoutComments(
  text: string,
  from: number,
  to: number,
  starts: ReadonlyMap<number, number>,
  ends: ReadonlyMap<number, number>,
): { start: number; end: number } {
  let { start, end } = trimmed(text, from, to);
  for (let after = starts.get(start); after !== undefined && after < end; after = starts.get(start)) {
    start = trimmed(text, after, end).start;
  }
  for (let before = ends.get(end); before !== undefined && before > start; before = ends.get(end)) {
    end = trimmed(text, start, before).end;
  }
  return { start, end };
}

/** Without white space at the edges; what is nothing but white space ends where it starts. */
function trimmed(text: string, from: number, to: number): { start: number; end: number } {
  let start = from;
  let end = to;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  return { start, end };
}

/** Space, tab, line ends, form feed, no-break space, byte order mark. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}
