/** What a parameter shows about the values it takes. */
export interface ParamFacts {
  /** Null for a pattern. */
  readonly name: string | null;
  /** The declared type as written, from an annotation or a doc comment; null when there is none. */
  readonly type: string | null;
  /** The default as written. */
  readonly default_code: string | null;
  readonly rest: boolean;
  /** May be left out: it has a default or is marked so. */
  readonly optional: boolean;
  /** How the body uses it: `string`, `number`, `array`, `function`, `regexp`, `date`, `promise`, `map`, `set`. */
  readonly uses: ReadonlySet<Use>;
  /** Members that are read, with what each shows in turn; a member that is called has the use `function`. */
  readonly members: ReadonlyMap<string, ReadonlySet<Use>>;
  /** Members that are read as `value['name']`. Only of Python, where they say that it is a dict. */
  readonly keys: ReadonlySet<string>;
  /** Literals it is compared with, as written. */
  readonly compared: readonly string[];
}

export type Use =
  | 'string'
  | 'number'
  | 'array'
  | 'function'
  | 'regexp'
  | 'date'
  | 'duration'
  | 'bytes'
  | 'boolean'
  | 'object'
  | 'iterable';

/** A function or method as it is declared. Offsets are of the file. */
export interface Signature {
  readonly name: string | null;
  readonly kind: 'function' | 'method' | 'constructor' | 'getter' | 'setter' | 'static';
  readonly start: number;
  readonly end: number;
  readonly params: readonly ParamFacts[];
  /** Literals anywhere in the body, as written: values its conditions may turn on. */
  readonly literals: readonly string[];
  readonly is_async: boolean;
}

export interface ClassSignature {
  readonly name: string | null;
  readonly start: number;
  readonly end: number;
  readonly constructor: Signature | null;
  readonly methods: readonly Signature[];
}

/** Everything in a file that can be called, by source order. */
export interface FileSignatures {
  readonly functions: readonly Signature[];
  readonly classes: readonly ClassSignature[];
}
