import type { SwitchedWork } from '../../domain/kill-switch/find-switch.ts';
import type { KillSwitch } from '../../domain/kill-switch/kill-scope.ts';

/** A running call that a kill switch can reach. */
export interface WatchedCall {
  /** Aborts when a switch for the call is seen. */
  readonly signal: AbortSignal;
  /** The switch that was seen; null while there is none. */
  off(): KillSwitch | null;
  /** Ends the watch. */
  done(): void;
}

/** Looks for kill switches while calls of models run, whoever runs them. */
export interface SwitchWatch {
  /** Looks now, and then every second until `done`. A look that fails is repeated. */
  begin(call: SwitchedWork & { readonly alias: string }): Promise<WatchedCall>;
}
