import type { Dialect } from './dialect.ts';
import type { NameNode, Span, SyntaxNode, UnitNode } from './node.ts';

/** One name of one scope. `references` are all its uses in the file, without the declaration itself. */
export interface Binding {
  readonly name: string;
  readonly kind: 'variable' | 'param' | 'function' | 'class' | 'field' | 'enum_member' | 'import';
  /**
   * The node that declares it: `binding`, `param`, `function`, `class`, `enum_member`, `import_item`, or the `entry` of an
   * object that is a constant (`FLAGS.NEW_UI`). Where only assignments
   * declare (Python `self.x = 1`, a walrus, Ruby `@x = 1`) it is the first `assign`, whose target is among `references`.
   */
  readonly declaration: SyntaxNode;
  readonly references: readonly Reference[];
  /** Other code can reach it: exported, public, a field that is not private, a top-level name of a script. */
  readonly exported: boolean;
  /**
   * The file itself shows that more may mean it than `references` tell: `eval`, reflection, a member of an unknown object,
   * two declarations of one name. Such a binding is `exported`, and `open` whatever the other files say.
   */
  readonly unsure?: boolean;
}

export interface Reference {
  /** A `name`, or for fields the `member` (`this.x`, `self.x`) that stands for it. */
  readonly node: SyntaxNode;
  readonly access: 'read' | 'write' | 'read_write';
}

/** Who is meant by which name. Uses of names that the file does not declare are in `free`. */
export interface Bindings {
  readonly all: readonly Binding[];
  /** The binding that a use or a declaration belongs to; null when the file does not say. */
  of(node: SyntaxNode): Binding | null;
  readonly free: readonly NameNode[];
  /**
   * Names visible where a node stands (for clash checks): declared in that scope or an outer one. For a block these are the
   * names around it, not its own.
   */
  visible(node: SyntaxNode): ReadonlySet<string>;
}

export interface Comment extends Span {
  readonly kind: 'line' | 'block';
}

/** One file as rewrites see it. Made by a reader; a file with a syntax error never gets this far. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly dialect: Dialect;
  readonly root: UnitNode;
  readonly bindings: Bindings;
  /** In source order. */
  readonly comments: readonly Comment[];
  /** Spans whose lines must keep their indentation: multi-line strings, templates, heredocs, text blocks. Sorted. */
  readonly verbatim: readonly Span[];
}

/** `broken`: the file has a syntax error, or its language cannot be read on this machine; `message` says which. */
export type ReadSource =
  | { readonly ok: true; readonly file: SourceFile }
  | { readonly ok: false; readonly message: string };
