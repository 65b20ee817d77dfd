import { readKillSwitches } from '@iama/server/app/kill-switch/read-kill-switches';
import type { ModelParts } from '@iama/server/app/models/model-parts';
import type { Store } from '@iama/server/app/ports/store';
import { planEntitlements } from '@iama/server/app/models/plan-entitlements';
import { callSwitch } from '@iama/server/domain/kill-switch/find-switch';
import { cockatielGuard } from '@iama/server/model/cockatiel-guard';
import type { GuardTiming } from '@iama/server/model/cockatiel-guard';
import type { ModelSettings } from '@iama/server/model/model-settings';
import { pollSwitches } from '@iama/server/model/poll-switches';
import { sdkModelPort } from '@iama/server/model/sdk-model-port';
import { systemClock, systemPause } from '@iama/server/system';

const QUICK: GuardTiming = { first_pause_ms: 1, longest_pause_ms: 2000, rest_ms: 60_000 };

export function modelSettings(base_url: string, more: Partial<ModelSettings> = {}): ModelSettings {
  return {
    alias: 'default',
    provider: 'openai-compatible',
    model: 'scripted-1',
    base_url,
    key: null,
    served_as: [],
    price: { input: 1, output: 2 },
    output_limit_field: 'max_tokens',
    stream_usage: true,
    prompt_cache_key: false,
    concurrency: 8,
    first_token_ms: 5000,
    idle_ms: 5000,
    total_ms: 8000,
    ...more,
  };
}

export interface ModelOptions {
  readonly timing?: Partial<GuardTiming>;
  readonly env?: NodeJS.ProcessEnv;
}

export function modelParts(
  models: readonly ModelSettings[],
  { store }: { readonly store: Store },
  { timing, env = {} }: ModelOptions = {},
): ModelParts {
  return {
    port: sdkModelPort(models, { env, clock: systemClock }),
    guard: cockatielGuard(models, () => 0.5, { ...QUICK, ...timing }),
    entitlements: planEntitlements(store.read.quota),
    pause: systemPause,
    switches: pollSwitches({
      read: () => readKillSwitches(store.read.dynamic_configs),
      find: callSwitch,
      every_ms: 100,
      onFailure: () => undefined,
    }),
  };
}
