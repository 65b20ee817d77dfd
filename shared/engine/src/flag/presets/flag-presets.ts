import { FlagApi } from '@iama/contracts/flag/api';
import type { FlagApiInput } from '@iama/contracts/flag/api';
import { FlagPreset } from '@iama/contracts/flag/preset';
import { CONFIGCAT } from './configcat.ts';
import { ENVIRONMENT } from './environment.ts';
import { FLAGSMITH } from './flagsmith.ts';
import { GENERIC } from './generic.ts';
import { GROWTHBOOK } from './growthbook.ts';
import { LAUNCHDARKLY } from './launchdarkly.ts';
import { OPENFEATURE } from './openfeature.ts';
import { SPLIT } from './split.ts';
import { STATSIG } from './statsig.ts';
import { UNLEASH } from './unleash.ts';

/** What is known of a library, and whose knowledge it is. */
export interface NamedApi {
  readonly id: FlagPreset | 'own';
  readonly api: FlagApi;
}

const DATA: Readonly<Record<FlagPreset, FlagApiInput>> = {
  launchdarkly: LAUNCHDARKLY,
  unleash: UNLEASH,
  split: SPLIT,
  flagsmith: FLAGSMITH,
  openfeature: OPENFEATURE,
  growthbook: GROWTHBOOK,
  configcat: CONFIGCAT,
  statsig: STATSIG,
  environment: ENVIRONMENT,
  generic: GENERIC,
};

/** The presets asked for (all of them when none is named), after the person's own API, which is believed first. */
export function flagApis(own: FlagApi | null, presets: readonly FlagPreset[]): readonly NamedApi[] {
  const wanted = presets.length > 0 ? presets : FlagPreset.options;
  const known = FlagPreset.options
    .filter((id) => wanted.includes(id))
    .map((id): NamedApi => ({ id, api: FlagApi.parse(DATA[id]) }));
  return own === null ? known : [{ id: 'own', api: own }, ...known];
}
