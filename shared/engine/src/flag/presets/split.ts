import type { FlagApiInput } from '@iama/contracts/flag/api';

/** Treatments are texts; these two are the ones that a new flag has. */
const spelling = { true: 'on', false: 'off' };
const treatment = { gives: 'value', type: 'string', spelling } as const;
/** Libraries for one user take the flag first, all others the user. */
const key = [1, 0, 'split_name', 'splitName', 'feature_flag_name', 'featureFlagName', 'split', 'feature'];

/** https://help.split.io: libraries for servers, browsers and phones. */
export const SPLIT: FlagApiInput = {
  calls: [
    {
      names: ['getTreatment', 'get_treatment', 'GetTreatment', 'GetTreatmentAsync', 'Treatment'],
      key,
      ...treatment,
      promise: 'perhaps',
    },
    {
      names: ['getTreatmentWithConfig', 'get_treatment_with_config', 'GetTreatmentWithConfig', 'TreatmentWithConfig'],
      key,
      gives: 'result',
      details: { treatment, Treatment: treatment, getTreatment: treatment },
      promise: 'perhaps',
    },
    { names: ['useTreatment'], key: [0], gives: 'result', details: { treatment } },
    {
      names: ['useSplitTreatments'],
      key: ['names'],
      gives: 'results',
      inside: 'treatments',
      details: { treatment },
    },
  ],
};
