import type { ModelParts } from './models/model-parts.ts';
import type { SpinePolicy } from './policy.ts';
import type { Clock } from './ports/clock.ts';
import type { ContentStore } from './ports/content-store.ts';
import type { Digest } from './ports/digest.ts';
import type { Ids } from './ports/ids.ts';
import type { Log } from './ports/log.ts';
import type { Store } from './ports/store.ts';

/** What use cases are given. Each takes the part that it needs. */
export interface AppDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
  /** Bodies of artifacts that are too large for a row. */
  readonly contents: ContentStore;
  readonly log: Log;
  readonly policy: SpinePolicy;
  readonly models: ModelParts;
}
