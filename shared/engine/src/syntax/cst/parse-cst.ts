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
}

export type ParsedCst =
  | { readonly ok: true; readonly root: CstNode; readonly comments: readonly Comment[] }
  | { readonly ok: false; readonly message: string };

/** The grammar's tree of a text, or the place of its first syntax error in words. */
export function parseCst(text: string, options: CstOptions): ParsedCst {
  const native = parseGrammar(options.grammar, text);
  if (native === null) return { ok: false, message: `There is no ${options.grammar} parser for this machine.` };
  const found = collectComments(native, text, options);
  if (found.error !== null) {
    return { ok: false, message: `Syntax error at ${lineAndColumn(text, found.error)}.` };
  }
  return { ok: true, root: convert(native, text, options, found.comments), comments: found.comments };
}

/** One walk for what the whole conversion has to know beforehand. */
function collectComments(
  root: SgNode,
  text: string,
  options: CstOptions,
): { comments: readonly Comment[]; error: number | null } {
  const comments: Comment[] = [];
  let error: number | null = null;
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const kind = String(node.kind());
    if (options.comments.has(kind)) {
      comments.push(commentOf(node, text));
      continue;
    }
    const children = node.children();
    if (kind === 'ERROR' || (children.length === 0 && isMissing(node, kind, root, options))) {
      const at = node.range().start.index;
      error = error === null ? at : Math.min(error, at);
    }
    pending.push(...children);
  }
  return { comments: comments.toSorted((a, b) => a.start - b.start), error };
}

function isMissing(node: SgNode, kind: string, root: SgNode, options: CstOptions): boolean {
  const { start, end } = node.range();
  return start.index === end.index && node.id() !== root.id() && !options.mayBeEmpty?.has(kind);
}

function commentOf(node: SgNode, text: string): Comment {
  const range = node.range();
  const span = trimmed(text, range.start.index, range.end.index);
  const body = text.slice(span.start, span.end);
  const isBlock = body.startsWith('/*') || body.includes('\n');
  return { kind: isBlock ? 'block' : 'line', ...span };
}

function convert(native: SgNode, text: string, options: CstOptions, comments: readonly Comment[]): CstNode {
  const starts = new Map(comments.map((comment) => [comment.start, comment.end]));
  const ends = new Map(comments.map((comment) => [comment.end, comment.start]));
  const make = (node: SgNode): CstNode => {
    const range = node.range();
    return new CstNode(node, text, withoutComments(text, range.start.index, range.end.index, starts, ends));
  };
  const root = make(native);
  const pending: [SgNode, CstNode][] = [[native, root]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [from, to] = next;
    for (const child of from.children()) {
      const kind = String(child.kind());
      if (options.comments.has(kind) || options.skipped?.has(kind)) continue;
      const made = make(child);
      made.parent = to;
      to.children.push(made);
      pending.push([child, made]);
    }
  }
  return root;
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
