import type { JsNode } from '../../../js/walk.ts';
import { child, children, isNode } from '../../../js/walk.ts';
import { build, named, other } from '../../cst/build-node.ts';
import { Unreadable } from '../../cst/unreadable.ts';
import type { NameNode, NodeOf, Span, SyntaxNode } from '../../node.ts';
import type { Parens } from '../strip-parens.ts';

/** Makes one kind of ESTree node into a node of the common tree. */
export type Lowering = (node: JsNode, context: LowerContext) => SyntaxNode;
export type LoweringTable = Readonly<Record<string, Lowering>>;

/** `export` in front of a declaration: it belongs to the declaration's node. */
export interface Exporting extends Span {
  readonly words: readonly string[];
}

/** Nested deeper than any code that people write; rewrites recurse, and must not run out of stack. */
const DEEPEST = 1000;
const BLANK = /\s/;

/** What lowering needs to know, and what it finds out about who stands where. */
export class LowerContext {
  readonly text: string;
  /** The common tree's node for an identifier, to which scope analysis refers. */
  readonly names = new Map<JsNode, NameNode>();
  /** Who declares the name that stands in an identifier. */
  readonly declarations = new Map<JsNode, SyntaxNode>();
  /** The common tree's node for what has a scope of its own. */
  readonly scopes = new Map<JsNode, SyntaxNode>();
  /** Strings and templates of several lines. */
  readonly verbatim: Span[] = [];
  /** `eval(…)` or `with`: any name may be used by code that nobody sees here. */
  isUnpredictable = false;
  readonly exporting = new Map<JsNode, Exporting>();
  readonly #table: ReadonlyMap<string, Lowering>;
  readonly #fallback: Lowering;
  readonly #parens: Parens;
  readonly #comments: { readonly after: ReadonlyMap<number, number>; readonly before: ReadonlyMap<number, number> };
  readonly isUse: (identifier: JsNode) => boolean;
  readonly #exported: ReadonlySet<JsNode>;
  #depth = 0;

  constructor(options: {
    text: string;
    table: LoweringTable;
    fallback: Lowering;
    parens: Parens;
    comments: readonly Span[];
    /** A name that means something: not the `T` of a generic function. */
    isUse: (identifier: JsNode) => boolean;
    /** Declared names that other files can import, though no `export` stands before them. */
    exported: ReadonlySet<JsNode>;
  }) {
    this.text = options.text;
    this.#table = new Map(Object.entries(options.table));
    this.#fallback = options.fallback;
    this.#parens = options.parens;
    this.#comments = {
      after: new Map(options.comments.map(({ start, end }) => [start, end])),
      before: new Map(options.comments.map(({ start, end }) => [end, start])),
    };
    this.isUse = options.isUse;
    this.#exported = options.exported;
  }

  /** The node as an expression or statement, with its parentheses. */
  lower(node: JsNode): SyntaxNode {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Unreadable('Nested too deeply', node.start);
    let lowered = (this.#table.get(node.type) ?? this.#fallback)(node, this);
    this.#depth -= 1;
    for (const around of this.#parens.get(node) ?? []) lowered = build('group', around, { inner: lowered });
    return lowered;
  }

  lowerField(node: JsNode, field: string): SyntaxNode | null {
    const value = node[field];
    return isNode(value) ? this.lower(value) : null;
  }

  lowerList(node: JsNode, field: string): SyntaxNode[] {
    return children(node, field).map((each) => this.lower(each));
  }

  hasParens(node: JsNode): boolean {
    return this.#parens.has(node);
  }

  /** With its parentheses. */
  outer(node: JsNode): Span {
    return this.#parens.get(node)?.at(-1) ?? node;
  }

  /** A name as written, at an identifier. */
  name(identifier: JsNode): NameNode {
    const made = named(this.withoutType(identifier), String(identifier['name']));
    this.names.set(identifier, made);
    return made;
  }

  declare(identifier: JsNode | null, declaration: SyntaxNode): void {
    if (identifier) this.declarations.set(identifier, declaration);
  }

  isExported(identifier: JsNode | null): boolean {
    return identifier !== null && this.#exported.has(identifier);
  }

  /** A type, or anything else that is gone when the program runs: nothing of it matters but the names it uses. */
  types(...nodes: readonly (JsNode | null)[]): NodeOf<'other'>[] {
    return nodes.filter((node) => node !== null).map((node) => other(node, node.type, this.#usesBelow(node), 'none'));
  }

  /** Where a name or pattern stands without its decorators, its `?` or `!`, and its type. */
  withoutType(node: JsNode): Span {
    const annotation = child(node, 'typeAnnotation');
    const decorators = children(node, 'decorators');
    const start = decorators.length === 0 ? node.start : this.skipBlanks(decorators.at(-1)!.end);
    if (annotation === null && node['optional'] !== true) return { start, end: node.end };
    let end = this.skipBlanksBack(annotation?.start ?? node.end);
    if (/[?!]/.test(this.text[end - 1]!)) end = this.skipBlanksBack(end - 1);
    return { start, end };
  }

  /** The next offset that is neither white space nor comment. */
  skipBlanks(from: number): number {
    for (let at = from; ;) {
      while (BLANK.test(this.text[at] ?? '')) at += 1;
      const after = this.#comments.after.get(at);
      if (after === undefined) return at;
      at = after;
    }
  }

  /** The last offset before which is neither white space nor comment. */
  skipBlanksBack(from: number): number {
    for (let at = from; ;) {
      while (BLANK.test(this.text[at - 1] ?? '')) at -= 1;
      const before = this.#comments.before.get(at);
      if (before === undefined) return at;
      at = before;
    }
  }

  keepLines(span: Span): void {
    if (this.text.slice(span.start, span.end).includes('\n')) this.verbatim.push({ start: span.start, end: span.end });
  }

  #usesBelow(node: JsNode): NameNode[] {
    const found: NameNode[] = [];
    const pending: unknown[] = [node];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (Array.isArray(next)) pending.push(...(next as unknown[]));
      else if (isNode(next)) {
        if (next.type === 'Identifier' && this.isUse(next)) found.push(this.name(next));
        else pending.push(...Object.values(next));
      }
    }
    return found;
  }
}

/** Without white space at its edges. */
export function trimmedSpan(text: string, span: Span): Span {
  const whole = text.slice(span.start, span.end);
  const start = span.start + (whole.length - whole.trimStart().length);
  return { start, end: Math.max(start, span.end - (whole.length - whole.trimEnd().length)) };
}
