import type { SyntaxNode } from './node.ts';

export type LanguageId =
  | 'javascript'
  | 'typescript'
  | 'python'
  | 'java'
  | 'kotlin'
  | 'go'
  | 'swift'
  | 'ruby'
  | 'csharp'
  | 'rust'
  | 'php';

/** How a language differs where it matters to a rewrite: a table, and a few functions where a table would lie. */
export interface Dialect {
  readonly language: LanguageId;
  readonly words: {
    readonly true: string;
    readonly false: string;
    readonly null: string;
    /** Opens a condition, and a chained one: `if` and `elif`, `elsif`, or null where it is `else if`. */
    readonly if: string;
    readonly else_if: string | null;
  };
  /** Conditions are booleans and nothing else, so `a && true` is `a` everywhere (Java, Kotlin, Go, Swift, C#, Rust). */
  readonly static_booleans: boolean;
  /** Names declared in a block stay in it. False for Python, Ruby, PHP; JavaScript is true and its `var` an exception that the reader's bindings know. */
  readonly block_scope: boolean;
  /** What an emptied body must hold: `pass` in Python, nothing elsewhere. */
  readonly empty_body: string | null;
  /** What an emptied switch arm must hold so that the switch stays valid and exhaustive: `break` in Swift, `{}`-like text in Kotlin. */
  readonly empty_arm: string | null;
  /** A body without braces is allowed after `if` and `else`. */
  readonly bare_bodies: boolean;
  readonly statement_end: ';' | '';
  readonly line_comment: string;
  /** Unused imports, or unused locals, do not compile (Go): they must go with their last use. */
  readonly unused_is_error: boolean;
  /** `!x` written in this language; `needs_parens` when x binds more weakly. */
  readonly negate: (text: string, needsParens: boolean) => string;
  /** A string as a literal; null when the value has no safe spelling here. */
  readonly quote: (value: string) => string | null;
  /** How tightly an expression binds, for parentheses: 0 loosest (assignment, lambda), 100 tightest (literal, call). */
  readonly precedence: (node: SyntaxNode) => number;
}
