import type { Dialect } from '../dialect.ts';
import { linkParents } from '../link-parents.ts';
import type { Span, SyntaxNode, UnitNode } from '../node.ts';
import type { Bindings, ReadSource } from '../source-file.ts';
import type { CstNode } from './cst-node.ts';
import { lineAndColumn } from './line-and-column.ts';
import { parseCst } from './parse-cst.ts';
import type { CstOptions } from './parse-cst.ts';
import { Unreadable } from './unreadable.ts';

/** What a reader on a tree-sitter grammar has to bring. */
export interface GrammarLanguage extends CstOptions {
  readonly dialect: Dialect;
  /** Kinds whose text must keep its lines when it spans several: strings, heredocs. */
  readonly verbatim: ReadonlySet<string>;
  /** The tree for rewrites. Throws `Unreadable` where it cannot be told. */
  lower(root: CstNode, text: string): UnitNode;
  bind(root: UnitNode): Bindings;
}

/** Nested deeper than any code that people write; rewrites recurse, and must not run out of stack. */
const DEEPEST = 1000;

/** Parse, check, lower, bind. Never throws for bad source. */
export function readWithGrammar(path: string, text: string, language: GrammarLanguage): ReadSource {
  const parsed = parseCst(text, language);
  if (!parsed.ok) return parsed;
  try {
    const root = language.lower(parsed.root, text);
    const tooDeep = deeperThan(root, DEEPEST);
    if (tooDeep !== null) return { ok: false, message: `Nested too deeply at ${lineAndColumn(text, tooDeep)}.` };
    linkParents(root);
    return {
      ok: true,
      file: {
        path,
        text,
        dialect: language.dialect,
        root,
        bindings: language.bind(root),
        comments: parsed.comments,
        verbatim: verbatimSpans(parsed.root, text, language.verbatim),
      },
    };
  } catch (error) {
    if (error instanceof Unreadable) {
      return { ok: false, message: `${error.message} at ${lineAndColumn(text, error.offset)}.` };
    }
    if (error instanceof RangeError) return { ok: false, message: 'Nested too deeply to be read.' };
    throw error;
  }
}

function deeperThan(root: SyntaxNode, limit: number): number | null {
  const pending: [SyntaxNode, number][] = [[root, 0]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [node, depth] = next;
    if (depth > limit) return node.start;
    for (const child of node.children) pending.push([child, depth + 1]);
  }
  return null;
}

/** Outermost spans only, sorted. */
function verbatimSpans(root: CstNode, text: string, kinds: ReadonlySet<string>): readonly Span[] {
  const spans: Span[] = [];
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (!text.slice(node.start, node.end).includes('\n')) continue;
    if (kinds.has(node.kind)) spans.push({ start: node.start, end: node.end });
    else pending.push(...node.children);
  }
  return spans.toSorted((a, b) => a.start - b.start);
}
