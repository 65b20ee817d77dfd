/** One call to be tried. `path` leads from the module to what is called: `[]` is the module itself. */
export interface CallPlan {
  readonly id: string;
  readonly form: 'function' | 'construct' | 'method' | 'value';
  readonly path: readonly string[];
  /** For `method`: its name, and the arguments the instance is made with. */
  readonly method: string | null;
  readonly made_with: readonly string[];
  /** Source text of the arguments. */
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
}

/** Why a call says nothing that could be pinned. */
export type Effect =
  | 'network'
  | 'writes_files'
  | 'starts_process'
  | 'ends_process'
  | 'leaves_timer'
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
  readonly uses_clock: boolean;
  readonly uses_random: boolean;
  readonly effects: readonly Effect[];
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
}
