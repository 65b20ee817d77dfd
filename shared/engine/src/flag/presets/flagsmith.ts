import type { FlagApiInput } from '@iama/contracts/flag/api';

const on = {
  receivers: ['flagsmith', 'flags', 'identityFlags', 'environmentFlags', 'flagsmithClient'],
  types: ['Flagsmith', 'IFlagsmith', 'Flags', 'FlagsmithClient', 'BaseFlags'],
  imports: [
    'flagsmith',
    '@flagsmith',
    'react-native-flagsmith',
    'Flagsmith',
    'FlagsmithClient',
    'com.flagsmith',
    'github.com/Flagsmith',
    'flagsmith-nodejs',
    'bullet_train',
  ],
};
const enabled = { gives: 'value', type: 'boolean' } as const;
const value = { gives: 'value' } as const;

/** https://docs.flagsmith.com/clients */
export const FLAGSMITH: FlagApiInput = {
  calls: [
    {
      names: [
        'hasFeature',
        'hasFeatureFlag',
        'isFeatureEnabled',
        'is_feature_enabled',
        'IsFeatureEnabled',
        'feature_enabled?',
      ],
      key: [0, 'withID', 'forFeatureId', 'feature_name', 'featureName'],
      type: 'boolean',
      promise: 'perhaps',
      tuple: ['value', 'error'],
      on,
    },
    {
      names: [
        'getValue',
        'getFeatureValue',
        'get_feature_value',
        'GetFeatureValue',
        'get_value',
        'getValueForFeature',
        'GetFlagValue',
      ],
      key: [0, 'withID', 'forFeatureId', 'feature_name', 'featureName'],
      promise: 'perhaps',
      tuple: ['value', 'error'],
      on,
    },
    {
      names: ['getFlag', 'get_flag', 'GetFlag', 'getFeatureFlag'],
      key: [0, 'feature_name', 'featureName'],
      gives: 'result',
      details: { enabled, Enabled: enabled, getEnabled: enabled, value, Value: value, getValue: value },
      promise: 'perhaps',
      on,
    },
    {
      names: ['useFlags'],
      gives: 'results',
      details: { enabled, value },
      on: { imports: on.imports },
    },
  ],
};
