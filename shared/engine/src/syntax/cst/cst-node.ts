import type { SgNode } from '@ast-grep/napi';
import type { Span } from '../node.ts';

/**
 * A node of a grammar's tree, read once from the parser. Comments are not in it, and its span excludes comments and white
 * space at its edges. `children` holds named nodes and tokens alike, in source order; a token's kind is its text.
 */
export class CstNode implements Span {
  readonly kind: string;
  readonly isNamed: boolean;
  /** Set by `parseCst` and by nobody else. */
  start: number;
  end: number;
  readonly children: CstNode[] = [];
  parent: CstNode | null = null;
  readonly #native: SgNode;
  readonly #source: string;
  #named: CstNode[] | null = null;

  constructor(native: SgNode, kind: string, source: string, isNamed: boolean) {
    const range = native.range();
    this.#native = native;
    this.#source = source;
    this.kind = kind;
    this.isNamed = isNamed;
    this.start = range.start.index;
    this.end = range.end.index;
  }

  get text(): string {
    return this.#source.slice(this.start, this.end);
  }

  /** The children that are no tokens. */
  get named(): readonly CstNode[] {
    this.#named ??= this.children.filter((child) => child.isNamed);
    return this.#named;
  }

  /** The first child the grammar calls `name`. */
  field(name: string): CstNode | null {
    return this.#childFor(this.#native.field(name));
  }

  fields(name: string): readonly CstNode[] {
    return this.#native.fieldChildren(name).flatMap((native) => this.#childFor(native) ?? []);
  }

  /** The first child of one of these kinds: `first('block')`, `first('else')` for a token. */
  first(...kinds: readonly string[]): CstNode | null {
    return this.children.find((child) => kinds.includes(child.kind)) ?? null;
  }

  last(...kinds: readonly string[]): CstNode | null {
    return this.children.findLast((child) => kinds.includes(child.kind)) ?? null;
  }

  all(...kinds: readonly string[]): readonly CstNode[] {
    return this.children.filter((child) => kinds.includes(child.kind));
  }

  has(...kinds: readonly string[]): boolean {
    return this.first(...kinds) !== null;
  }

  /** Nodes of one of these kinds anywhere below, outermost first; what is inside a found one is searched too. */
  below(...kinds: readonly string[]): readonly CstNode[] {
    const found: CstNode[] = [];
    const pending = this.children.toReversed();
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (kinds.includes(node.kind)) found.push(node);
      for (let index = node.children.length - 1; index >= 0; index -= 1) pending.push(node.children[index]!);
    }
    return found;
  }

  /** Fields are told by the parser's own handles; a comment may have moved our edges, so one common edge is enough. */
  #childFor(native: SgNode | null): CstNode | null {
    if (native === null) return null;
    const range = native.range();
    const kind = native.kind();
    return (
      this.children.find(
        (child) => child.kind === kind && (child.start === range.start.index || child.end === range.end.index),
      ) ?? null
    );
  }
}
