import type { Entitlements } from '../ports/entitlements.ts';
import type { ModelGuard } from '../ports/model-guard.ts';
import type { ModelPort } from '../ports/model-port.ts';
import type { SwitchWatch } from '../ports/switch-watch.ts';

/** What asking a model takes, besides the store and its kin. */
export interface ModelParts {
  readonly port: ModelPort;
  readonly guard: ModelGuard;
  readonly entitlements: Entitlements;
  /** Milliseconds from now, or until `signal` aborts: for whoever waits for somebody else’s answer. Never rejects. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly switches: SwitchWatch;
}
