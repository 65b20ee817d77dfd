import type { FlagApiInput } from '@iama/contracts/flag/api';

const on = {
  receivers: ['gb', 'growthbook', 'growthBook', 'gbClient', 'growthBookClient', 'client', 'sdk'],
  types: ['GrowthBook', 'GrowthBookClient', 'GrowthBookSDK', 'IGrowthBook'],
  imports: [
    '@growthbook',
    'growthbook',
    'GrowthBook',
    'github.com/growthbook',
    'growthbook.sdk',
    'com.sdk.growthbook',
    'Growthbook',
    'growthbook_rust',
  ],
};
const bool = { gives: 'value', type: 'boolean' } as const;
const not = { gives: 'negation', type: 'boolean' } as const;
const value = { gives: 'value' } as const;
const details = {
  on: bool,
  off: not,
  value,
  On: bool,
  Off: not,
  Value: value,
  'on?': bool,
  'off?': not,
  isOn: bool,
  isOff: not,
  getValue: value,
};
const key = [0, 'feature', 'key', 'id', 'featureKey', 'feature_key'];

/** https://docs.growthbook.io/lib */
export const GROWTHBOOK: FlagApiInput = {
  calls: [
    { names: ['isOn', 'is_on', 'IsOn', 'on?'], key, type: 'boolean', promise: 'perhaps', on },
    { names: ['isOff', 'is_off', 'IsOff', 'off?'], key, gives: 'negation', type: 'boolean', promise: 'perhaps', on },
    {
      names: ['getFeatureValue', 'get_feature_value', 'GetFeatureValue', 'feature_value'],
      key,
      promise: 'perhaps',
      on,
    },
    {
      names: ['evalFeature', 'eval_feature', 'EvalFeature', 'feature', 'getFeature', 'Feature', 'feature_result'],
      key: [...key, 1],
      gives: 'result',
      details,
      promise: 'perhaps',
      on,
    },
    { names: ['useFeatureIsOn'], type: 'boolean' },
    { names: ['useFeatureValue'] },
    { names: ['useFeature'], gives: 'result', details, on: { imports: on.imports } },
  ],
  elements: [
    { names: ['IfFeatureEnabled'], key: ['feature'], fallback: 'fallback' },
    { names: ['FeatureString'], key: ['feature'], shows: 'value' },
  ],
};
