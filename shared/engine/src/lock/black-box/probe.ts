/** A question that is asked of a program at its border, where no code has to be understood. `id` tells probes apart, also later. */
export type Probe = CommandProbe | RequestProbe;

/** A program of `bin`, started with arguments. `path` is its file, by workspace path. */
export interface CommandProbe {
  readonly kind: 'command';
  readonly id: string;
  readonly program: string;
  readonly path: string;
  readonly args: readonly string[];
  /** Where the arguments come from, for people. */
  readonly from: string;
}

/** A GET of a route of the server that `npm start` starts. */
export interface RequestProbe {
  readonly kind: 'request';
  readonly id: string;
  readonly route: string;
  readonly from: string;
}

/** What a program answered. Texts have `<repository>` where the folder's name was. */
export type Answer =
  | { readonly kind: 'command'; readonly exit_code: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'request'; readonly status: number; readonly content_type: string; readonly body: string }
  | { readonly kind: 'none'; readonly reason: string };

/** `exact`: byte for byte. Otherwise only what is left without times, ids, ports and the like was the same each time. */
export interface PinnedProbe {
  readonly probe: Probe;
  readonly answer: Answer;
  readonly exact: boolean;
}

export interface DroppedProbe {
  readonly probe: Probe;
  readonly reason: string;
}

/** What a program can be asked that no probe asks, with the reason. */
export interface Uncovered {
  readonly what: string;
  readonly reason: string;
}
