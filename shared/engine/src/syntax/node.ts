/**
 * One tree for all languages: what a rewrite has to understand has a role of its own, everything else is `other` and keeps
 * its children. A language's reader makes this tree from its parser's; rewrites know nothing else of a language but its
 * `Dialect`.
 *
 * Invariants of every node: `[start, end)` are UTF-16 offsets into the file's text without surrounding white space or
 * comments; `children` are all direct children in source order, disjoint, inside the node; the node's own fields
 * (`test`, `body`, …) are among its children. Operators stand as the *language* binds them, whatever the grammar said.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Base extends Span {
  /** Set once by `linkParents`; null for the root. */
  parent: SyntaxNode | null;
  readonly children: readonly SyntaxNode[];
}

/** A whole file. `body` are its top-level statements. */
export interface UnitNode extends Base {
  readonly role: 'unit';
  readonly body: readonly SyntaxNode[];
}

/**
 * Statements with what encloses them. `inner` is the text between the delimiters (Python: the suite's lines; Ruby: what
 * stands between the header and `else` or `end`). `delimiters` are part of the node for `braces`, and not for `layout`.
 */
export interface BlockNode extends Base {
  readonly role: 'block';
  readonly delimiters: 'braces' | 'layout';
  readonly inner: Span;
  readonly body: readonly SyntaxNode[];
}

/**
 * `if`, `unless`, `guard`, `stmt if cond`. `otherwise` is a block, a statement, or the `if` of an `else if`, `elif`, `elsif`.
 * `keyword` spans the word that opens this node (`if`, `elif`, `elsif`, `unless`, `guard`).
 */
export interface IfNode extends Base {
  readonly role: 'if';
  readonly keyword: Span;
  readonly test: SyntaxNode;
  /** `if (const x = f(); flag)`: what is declared before the test, for Go and C-like conditions; else null. */
  readonly init: SyntaxNode | null;
  readonly then: SyntaxNode;
  readonly otherwise: SyntaxNode | null;
  /** `unless` and `guard`: `then` runs when the test is false. */
  readonly negated: boolean;
  readonly form: 'statement' | 'expression' | 'modifier' | 'guard';
  /** This `if` is the `else if` of another, written with a keyword of its own (`elif`, `elsif`) or as `else if`. */
  readonly chained: boolean;
}

/** `a ? b : c` and `b if a else c`: always an expression. */
export interface ConditionalNode extends Base {
  readonly role: 'conditional';
  readonly test: SyntaxNode;
  readonly then: SyntaxNode;
  readonly otherwise: SyntaxNode;
}

/** `and` also stands for the commas of a Swift condition list; `strict` is for `&` and `|` on booleans: both sides run. */
export interface LogicalNode extends Base {
  readonly role: 'logical';
  readonly operator: 'and' | 'or' | 'coalesce';
  readonly strict: boolean;
  /** Written with a word that binds more weakly than the sign does: `and` and `or` in Ruby and PHP. */
  readonly word?: boolean;
  /** The comma of a condition list: it binds more loosely than any operator, and no parentheses may enclose it. */
  readonly comma?: boolean;
  readonly left: SyntaxNode;
  readonly right: SyntaxNode;
}

export interface NotNode extends Base {
  readonly role: 'not';
  /** `not` in Ruby, which binds more weakly than `!`. */
  readonly word?: boolean;
  readonly operand: SyntaxNode;
}

/** Parentheses, and nothing else. */
export interface GroupNode extends Base {
  readonly role: 'group';
  readonly inner: SyntaxNode;
}

/** `eq` and `ne` compare values (`==`, `===`, `.equals()`, `is`); `other` is `<`, `in`, … */
export interface CompareNode extends Base {
  readonly role: 'compare';
  readonly operator: 'eq' | 'ne' | 'other';
  readonly left: SyntaxNode;
  readonly right: SyntaxNode;
}

/** `value` is decoded. Numbers that do not fit a double, and strings with holes, are `other`. Ruby symbols are strings. */
export interface LiteralNode extends Base {
  readonly role: 'literal';
  readonly value: boolean | string | number | null;
}

/** A use of a name, or (`binding`, `name_node` fields) its declaration. `@ivar` and `$global` keep their sigils. */
export interface NameNode extends Base {
  readonly role: 'name';
  readonly name: string;
}

/** `object.property`, `object?.property`, `object["property"]` with a plain string. `object` null: Swift's `.case`. */
export interface MemberNode extends Base {
  readonly role: 'member';
  readonly object: SyntaxNode | null;
  readonly property: string;
  readonly property_span: Span;
  readonly optional: boolean;
}

/** `object[index]` with anything but a plain string. */
export interface IndexNode extends Base {
  readonly role: 'index';
  readonly object: SyntaxNode;
  readonly index: SyntaxNode;
}

/** A call, or `new C(…)`; without parentheses where the grammar says so. A trailing lambda or block is the last argument. */
export interface CallNode extends Base {
  readonly role: 'call';
  readonly callee: SyntaxNode;
  readonly args: readonly ArgumentNode[];
  /** Between and including the parentheses; null for calls without any. */
  readonly args_span: Span | null;
  readonly is_new: boolean;
  readonly optional: boolean;
}

/** `name` for keyword and labelled arguments. `spread` for `...xs`, `*xs`, `**kw`. */
export interface ArgumentNode extends Base {
  readonly role: 'argument';
  readonly name: string | null;
  readonly value: SyntaxNode;
  readonly spread: boolean;
  readonly trailing: boolean;
}

export type FunctionKind = 'function' | 'method' | 'constructor' | 'getter' | 'setter' | 'lambda';

/**
 * Anything with a body that runs later. `body` is a block, or an expression (`=> x`, Kotlin `= x`), or null (abstract).
 * Annotations and decorators are children and stand inside the node's span, before the rest.
 */
export interface FunctionNode extends Base {
  readonly role: 'function';
  readonly kind: FunctionKind;
  readonly name: NameNode | null;
  readonly params: readonly ParamNode[];
  readonly body: SyntaxNode | null;
  /** The last expression of the body is its value (Ruby, Rust, Kotlin and Swift lambdas), or the body is an expression. */
  readonly implicit_return: boolean;
  readonly annotations: readonly AnnotationNode[];
  readonly modifiers: readonly string[];
  /** Visible outside its file: exported, public or package-private, a dunder-less module function, and so on. */
  readonly exported: boolean;
  readonly is_async: boolean;
  readonly is_generator: boolean;
  /** A `return` inside does not leave this function but the one around it (Kotlin lambdas, Ruby blocks). */
  readonly returns_through?: boolean;
}

export interface ParamNode extends Base {
  readonly role: 'param';
  /** Null for patterns; their names are `binding` children. */
  readonly name: NameNode | null;
  /** The label that callers write (Swift, Python, Kotlin, C#, Ruby keywords); null when they may not write one. */
  readonly label: string | null;
  readonly default_value: SyntaxNode | null;
  readonly rest: boolean;
  readonly annotations: readonly AnnotationNode[];
  /** Kotlin `val` parameters, TypeScript parameter properties, C# primary constructors: also a field. */
  readonly is_field: boolean;
  /** Words before it, such as `private val` of a Kotlin constructor. */
  readonly modifiers?: readonly string[];
  /** Go's `a, b int`: the type of `b` is written once for both, so `b` does not go alone. */
  readonly lends_type?: boolean;
}

export interface ClassNode extends Base {
  readonly role: 'class';
  readonly kind: 'class' | 'interface' | 'enum' | 'object' | 'extension' | 'module';
  readonly name: NameNode | null;
  /** Names it extends or implements, as written, type arguments left out. */
  readonly supers: readonly string[];
  readonly members: readonly SyntaxNode[];
  /** Between the braces, or the lines of the body; null when it has none. */
  readonly inner: Span | null;
  readonly annotations: readonly AnnotationNode[];
  readonly modifiers: readonly string[];
  readonly exported: boolean;
}

/**
 * Declares variables or fields: `const a = 1, b = 2`, `private boolean x = f();`, Go `x := f()`. In Python and Ruby the
 * first plain assignment to a local or module name is a declaration too, a later one is an `assign`.
 */
export interface DeclarationNode extends Base {
  readonly role: 'declaration';
  readonly bindings: readonly BindingNode[];
  /** Cannot be assigned again: `const`, `final`, `val`, `let` in Swift and Rust, `readonly`. */
  readonly constant: boolean;
  /** A member of a class, also a static one. */
  readonly field: boolean;
  readonly annotations: readonly AnnotationNode[];
  readonly modifiers: readonly string[];
  readonly exported: boolean;
}

/**
 * One declared name with its own initialiser; `name` is null for a pattern, whose names are bindings below it, each with
 * its default. A pattern is an `object` where each entry can go alone, and `other` elsewhere (`[a, b]`, `...rest`).
 */
export interface BindingNode extends Base {
  readonly role: 'binding';
  readonly name: NameNode | null;
  readonly type: Span | null;
  readonly initializer: SyntaxNode | null;
}

export interface EnumMemberNode extends Base {
  readonly role: 'enum_member';
  readonly name: NameNode;
  readonly initializer: SyntaxNode | null;
  readonly annotations: readonly AnnotationNode[];
}

/** `operator` is `=` or a compound like `+=`, `&&=`. As a statement it is inside `expression`. */
export interface AssignNode extends Base {
  readonly role: 'assign';
  readonly operator: string;
  readonly target: SyntaxNode;
  readonly value: SyntaxNode;
}

/** An expression as a statement, with its `;`. */
export interface ExpressionNode extends Base {
  readonly role: 'expression';
  readonly expression: SyntaxNode;
}

export interface ReturnNode extends Base {
  readonly role: 'return';
  readonly value: SyntaxNode | null;
}

export interface ThrowNode extends Base {
  readonly role: 'throw';
  readonly value: SyntaxNode | null;
}

/** `value` for a jump that brings one along and leaves no function: Java's `yield`, Rust's `break x`. */
export interface BreakNode extends Base {
  readonly role: 'break';
  readonly label: string | null;
  readonly value?: SyntaxNode;
}

export interface ContinueNode extends Base {
  readonly role: 'continue';
  readonly label: string | null;
}

/** `test` is null for `for … in`. What a `for` declares or iterates over is among the children. */
export interface LoopNode extends Base {
  readonly role: 'loop';
  readonly kind: 'while' | 'until' | 'do' | 'for' | 'each';
  readonly test: SyntaxNode | null;
  readonly body: SyntaxNode;
  /** Python `for … else`. */
  readonly otherwise: SyntaxNode | null;
  readonly label: string | null;
}

/** `switch`, `when`, `match`, `case … when`. `subject` null: `switch { case a: }`, `when { a -> }`. */
export interface SwitchNode extends Base {
  readonly role: 'switch';
  readonly subject: SyntaxNode | null;
  readonly arms: readonly ArmNode[];
  /** Control runs from one arm into the next unless it jumps (C family, JavaScript). */
  readonly falls_through: boolean;
  /** `break` ends it (C family, JavaScript, Go, Swift). Otherwise it means the loop around (Python, Ruby, Kotlin, Rust). */
  readonly takes_break: boolean;
  readonly form: 'statement' | 'expression';
}

/** `patterns` empty and `is_default` true for `default`, `else`, `_`. `body` are its statements, or one expression. */
export interface ArmNode extends Base {
  readonly role: 'arm';
  readonly patterns: readonly SyntaxNode[];
  readonly guard: SyntaxNode | null;
  readonly body: readonly SyntaxNode[];
  readonly is_default: boolean;
}

export interface TryNode extends Base {
  readonly role: 'try';
  readonly body: SyntaxNode;
  readonly handlers: readonly SyntaxNode[];
  readonly otherwise: SyntaxNode | null;
  readonly finalizer: SyntaxNode | null;
}

/** `source` is the module path or package as written, decoded. `bindings` carry the local names. */
export interface ImportNode extends Base {
  readonly role: 'import';
  readonly source: string;
  readonly items: readonly ImportItemNode[];
  /** Runs the module for what it does, or brings names nobody can list (`import *`, Go `_`, `#include`). */
  readonly opaque: boolean;
  /** What goes when the whole import goes: for Go one line of a parenthesised list. */
  readonly removable: boolean;
}

/** `imported` is the name in the source module: `default`, `*` for the whole, or a name. `local` is how it is used here. */
export interface ImportItemNode extends Base {
  readonly role: 'import_item';
  readonly imported: string;
  readonly local: NameNode | null;
  readonly local_name: string;
}

/** `@Name(args)`, `[Name(args)]`, a Python decorator: `name` without sigils, dotted as written. */
export interface AnnotationNode extends Base {
  readonly role: 'annotation';
  readonly name: string;
  readonly args: readonly ArgumentNode[];
}

/** `<Name attr={…}>children</Name>`. `attributes` are `argument` nodes; `content` are elements, `embed`s and text. */
export interface ElementNode extends Base {
  readonly role: 'element';
  readonly name: string;
  readonly attributes: readonly ArgumentNode[];
  readonly content: readonly SyntaxNode[];
}

/** `{expression}` inside markup; `expression` null for `{}` and comments. */
export interface EmbedNode extends Base {
  readonly role: 'embed';
  readonly expression: SyntaxNode | null;
}

/** A list: array, tuple, set literal, comma list. */
export interface ListNode extends Base {
  readonly role: 'list';
  readonly items: readonly SyntaxNode[];
}

/** Object, dict, hash, map literal. `entries` are `entry` nodes or `other` (spread, methods). */
export interface ObjectNode extends Base {
  readonly role: 'object';
  readonly entries: readonly SyntaxNode[];
}

/** `key` is null when it is computed. */
export interface EntryNode extends Base {
  readonly role: 'entry';
  readonly key: string | null;
  readonly value: SyntaxNode;
  readonly shorthand: boolean;
}

/** Passes its operand's value on: casts, non-null `!`, `await` (`waits`), `try` in Swift, `satisfies`; not `Boolean(x)`. */
export interface WrapNode extends Base {
  readonly role: 'wrap';
  readonly operand: SyntaxNode;
  readonly waits: boolean;
}

/**
 * Whatever needs no role. `grammar` is the parser's own kind. `effects` is about the node itself, not its children: `none`
 * for what only builds a value (a template, arithmetic, a type), `some` for everything that is not known to be harmless.
 * `scope`: names declared inside do not leak (comprehension, block-like).
 */
export interface OtherNode extends Base {
  readonly role: 'other';
  readonly grammar: string;
  readonly effects: 'none' | 'some';
  readonly scope: boolean;
}

type Structure = UnitNode | BlockNode | ClassNode | EnumMemberNode | FunctionNode | ParamNode;
type Foreign = ImportNode | ImportItemNode;
type Statement = DeclarationNode | BindingNode | ExpressionNode | IfNode | LoopNode | SwitchNode | ArmNode | TryNode;
type Jump = ReturnNode | ThrowNode | BreakNode | ContinueNode;
type Condition = ConditionalNode | LogicalNode | NotNode | GroupNode | CompareNode | LiteralNode | WrapNode;
type Access = NameNode | MemberNode | IndexNode | CallNode | ArgumentNode | AssignNode | AnnotationNode;
type Composite = ElementNode | EmbedNode | ListNode | ObjectNode | EntryNode | OtherNode;
export type SyntaxNode = Structure | Foreign | Statement | Jump | Condition | Access | Composite;
export type Role = SyntaxNode['role'];
export type NodeOf<R extends Role> = Extract<SyntaxNode, { role: R }>;
