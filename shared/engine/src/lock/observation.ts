/** One call to be tried. `path` leads from the module to what is called: `[]` is the module itself. */
export interface CallPlan {
  readonly id: string;
  readonly form: 'function' | 'construct' | 'method' | 'value';
  readonly path: readonly string[];
  /** For `method`: its name, and the arguments the instance is made with. */
  readonly method: string | null;
  readonly made_with: readonly string[];
  /** Calls on the instance that come before this one, as they are written. */
  readonly setup?: readonly string[];
  /** Source text of the arguments; in Python one may be given by its name: `sep='-'`. */
  readonly args: readonly string[];
  /** Names for arguments that have to be looked at afterwards. */
  readonly names: readonly string[];
}

/** A value that was seen: as source text where that says all of it, and as a description everywhere. */
export interface SeenValue {
  readonly literal: string | null;
  readonly shape: string;
}

export interface SeenError {
  readonly name: string;
  readonly message: string;
  /** False for `throw 'text'`: then `shape` is all there is. */
  readonly is_error: boolean;
  readonly shape: string;
  /** The code of the repository wrote the message itself. Only where the language can tell; else the text is looked for. */
  readonly is_own?: boolean;
  /** The name of a class that catches it where the test stands. Only of Python. */
  readonly caught_as?: string;
}

/** Why a call says nothing that could be pinned. */
export type Effect =
  | 'network'
  | 'writes_files'
  | 'starts_process'
  | 'ends_process'
  | 'leaves_timer'
  | 'leaves_thread'
  | 'names_place'
  | 'no_instance'
  | 'never_settles'
  | 'too_large';

/** What one call did, as one run saw it. */
export interface Observation {
  readonly id: string;
  readonly outcome: 'returned' | 'threw' | 'resolved' | 'rejected';
  readonly value: SeenValue | null;
  readonly error: SeenError | null;
  /** By position: what an argument is afterwards, where the call changed it. */
  readonly changed: readonly (SeenValue | null)[];
  /** The instance after a method call. */
  readonly receiver: SeenValue | null;
  /** Calls to what was passed in, and what was printed, in order: the name and the shape of each argument. */
  readonly seen: readonly (readonly string[])[];
  /** What came back gives one item after the other; `value` is the list of them. Python only. */
  readonly iterated?: boolean;
  readonly uses_clock: boolean;
  readonly uses_random: boolean;
  readonly effects: readonly Effect[];
}

/** A parameter as the running program tells it. Python only. */
export interface SurveyedParam {
  readonly name: string;
  readonly passed: 'by_position' | 'either' | 'by_name' | 'rest' | 'rest_by_name';
  readonly optional: boolean;
  /** As written. */
  readonly type: string | null;
  readonly default_code: string | null;
}

/** A public member of a Python class, the special ones with it. */
export interface SurveyedMember {
  readonly name: string;
  readonly kind: 'method' | 'property';
  readonly params: readonly SurveyedParam[];
}

/** A parameter as the running program tells it. Only of Python. */
export interface SurveyedParam {
  readonly name: string;
  readonly passed: 'by_position' | 'either' | 'by_name' | 'rest' | 'rest_by_name';
  readonly optional: boolean;
  /** As written. */
  readonly type: string | null;
  readonly default_code: string | null;
}

/** A public member of a Python class, the special ones with it. */
export interface SurveyedMember {
  readonly name: string;
  readonly kind: 'method' | 'property';
  readonly params: readonly SurveyedParam[];
}

/** What a module offers, as it is loaded. */
export interface SurveyedExport {
  readonly path: readonly string[];
  readonly kind: 'function' | 'class' | 'value';
  readonly name: string;
  readonly arity: number;
  /** `Function.prototype.toString`, for classes and functions. */
  readonly source: string;
  /** For classes: methods of the prototype. */
  readonly methods: readonly string[];
  readonly value: SeenValue | null;
  /** Only of Python. `params` null: it can neither be called nor made. `constants`: members of an enum, as they are written. */
  readonly python?: {
    readonly params: readonly SurveyedParam[] | null;
    readonly members: readonly SurveyedMember[];
    readonly constants: readonly string[];
  };
}
