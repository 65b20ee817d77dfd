import type {
  ArgumentNode,
  AssignNode,
  BindingNode,
  ClassNode,
  FunctionNode,
  LiteralNode,
  OtherNode,
  SyntaxNode,
} from '../node.ts';

/** How a language finds what a name means. Data where data will do, functions of a node where a table would lie. */
export interface BindRules {
  /** Blocks, loops and conditions keep their names to themselves. False for Python, Ruby and PHP. */
  readonly blockScope: boolean;
  /**
   * What `if (o instanceof Foo f)` declares: visible in the branch only (Swift, Rust, Go), or in the rest of the enclosing
   * block as well (Java, C#). A `guard` always declares for the enclosing block.
   */
  readonly conditionNames: 'branch' | 'block';
  /** A local name holds in its whole scope (Python, PHP), or only behind its declaration (all others). */
  readonly localsFrom: 'scope' | 'declaration';
  /** Variables of a file are locals of a script (Ruby), so `localsFrom` holds for them too. */
  readonly unitIsScript: boolean;
  /**
   * Declaring a variable again in the same scope writes to the one that is there (Python, Ruby, PHP, Go's `:=`), or makes a
   * new one that shadows it (Rust; elsewhere it does not compile).
   */
  readonly redeclare: 'merge' | 'shadow';
  /** Members are in scope in methods without `this.` (Java, Kotlin, Swift, C#; Ruby methods). */
  readonly bareMembers: boolean;
  /** Names that stand for the instance or its class: `this`, `self`, `Self`, `$this`. */
  readonly selfNames: ReadonlySet<string>;
  /** The first parameter of a method is the instance (Python). */
  readonly selfIsFirstParam: boolean;
  /** Default values are evaluated outside of their function (Python). */
  readonly defaultsOutside: boolean;
  /** Who sees the parameters of a constructor without a body: initialisers only (Kotlin), all members (C#), or nobody. */
  readonly primaryParams: 'initializers' | 'members' | 'none';
  /**
   * Assigning to a name that is not declared in this function declares it (`here`: Python, PHP), unless a function around it
   * that can be seen has it (`unless_seen`: Ruby). Anything but `no` also declares fields by assigning to `self.x`.
   */
  readonly assignmentDeclares: 'no' | 'here' | 'unless_seen';
  /** Names that belong to the object or to the whole program wherever they are written: Ruby's `@x` and `$x`. */
  readonly homeOf?: (name: string) => 'class' | 'unit' | null;
  /** The names directly below this node mean the file's (`global x`) or the outer function's (`nonlocal x`) in this function. */
  readonly redirects?: (node: OtherNode) => 'unit' | 'outer' | null;
  /**
   * Methods have names of their own, and a field of the same name is another thing: `apart` where only methods are called
   * (Java), `preferred` where a field can hold a function (Kotlin). Left out where one name is one thing.
   */
  readonly functionNames?: 'apart' | 'preferred';
  /** Functions of one name are told apart by the number of arguments where exactly one fits. */
  readonly overloadsByArity: boolean;
  /** A function or class that does not see the variables around it (Ruby and PHP `def`, Rust `fn`). */
  readonly isClosed?: (node: FunctionNode | ClassNode) => boolean;
  /** Asked for variables behind a closed border: is this one still seen there (constants, globals, PHP's superglobals)? */
  readonly crossesClosed?: (name: string, declaration: SyntaxNode) => boolean;
  /** Names that this node declares without writing them: Kotlin's `it`, a setter's `value`. */
  readonly implicitNames?: (node: SyntaxNode) => readonly string[];
  /** In this node `this` is not the class around it (Kotlin lambdas with a receiver, extension functions). */
  readonly rebindsSelf?: (node: FunctionNode) => boolean;
  /**
   * Where `rebindsSelf` holds, a bare name may be a member of that other instance, about which nothing is known: then a member
   * of the class around is not certainly meant. Asked for each such name; left out where bare names never mean it.
   */
  readonly mayBeReceivers?: (name: string) => boolean;
  /** Names directly below this node are changed by it: `i++`, `&x`, `del x`, `ref x`. */
  readonly writes?: (node: OtherNode) => boolean;
  /** What is given to a call may be changed by it, and nothing there says so (PHP's reference parameters). */
  readonly passesReference?: (node: ArgumentNode) => boolean;
  /** Reachable from outside, where the tree's own `exported` is not the whole truth. Null: believe the tree. */
  readonly exported?: (declaration: SyntaxNode) => boolean | null;
  /** A binding or assignment in an expression declares for the function around it, not for the `scope` it stands in (walrus). */
  readonly escapesScope?: (node: BindingNode | AssignNode) => boolean;
  /** Calls that see every name around them: `eval`, `binding`. */
  readonly seesAll: ReadonlySet<string>;
  /** Calls that see every name of their function: `locals`, `compact`. */
  readonly seesLocals?: ReadonlySet<string>;
  /** Calls and properties that reach members by a computed name: `getattr`, `send`, `__dict__`. */
  readonly reflects: ReadonlySet<string>;
  /** A string with a member's or top-level name may stand for it (Ruby symbols, callables of PHP, `getattr`). */
  readonly stringsName: boolean;
  /** In this string each word may stand for a name: `"list[Order]"` as a Python type. */
  readonly wordsName?: (node: LiteralNode) => boolean;
  /** A node that stands in a comprehension or function and is evaluated around it: what the first `for` iterates over, PHP's `use`. */
  readonly isOutside?: (node: SyntaxNode) => boolean;
}
