import type { FlagApiInput } from '@iama/contracts/flag/api';

const value = { gives: 'value' } as const;
const details = { value, Value: value, getValue: value };
/** Go takes a context first. */
const key = [0, 1, 'flag_key', 'flagKey', 'key'];
const tuple = ['value', 'error'] as const;
const on = {
  receivers: ['client', 'openFeature', 'openFeatureClient', 'ofClient', 'featureClient', 'flags', 'flagClient'],
  types: ['Client', 'IFeatureClient', 'OpenFeatureClient', 'FeatureClient'],
  imports: [
    '@openfeature',
    'openfeature',
    'OpenFeature',
    'dev.openfeature',
    'github.com/open-feature',
    'go.openfeature.dev',
    'open_feature',
    'open-feature',
  ],
};

/** https://openfeature.dev/docs/reference/technologies */
export const OPENFEATURE: FlagApiInput = {
  calls: [
    {
      names: [
        'getBooleanValue',
        'get_boolean_value',
        'get_boolean_value_async',
        'fetch_boolean_value',
        'get_bool_value',
        'GetBooleanValueAsync',
        'GetBooleanValue',
        'BooleanValue',
        'useBooleanFlagValue',
        'useSuspenseBooleanFlagValue',
      ],
      key: [...key],
      type: 'boolean',
      promise: 'perhaps',
      tuple: [...tuple],
    },
    {
      names: ['Boolean'],
      key: [1],
      type: 'boolean',
      on: { imports: on.imports },
      languages: ['go'],
    },
    {
      names: [
        'getStringValue',
        'get_string_value',
        'get_string_value_async',
        'fetch_string_value',
        'GetStringValueAsync',
        'StringValue',
        'useStringFlagValue',
      ],
      key: [...key],
      type: 'string',
      promise: 'perhaps',
      tuple: [...tuple],
      on,
    },
    {
      names: [
        'getNumberValue',
        'getIntegerValue',
        'getDoubleValue',
        'get_integer_value',
        'get_float_value',
        'fetch_number_value',
        'fetch_integer_value',
        'fetch_float_value',
        'GetIntegerValueAsync',
        'GetDoubleValueAsync',
        'IntValue',
        'FloatValue',
        'useNumberFlagValue',
      ],
      key: [...key],
      type: 'number',
      promise: 'perhaps',
      tuple: [...tuple],
      on,
    },
    {
      names: [
        'getBooleanDetails',
        'getStringDetails',
        'getNumberDetails',
        'getIntegerDetails',
        'getDoubleDetails',
        'get_boolean_details',
        'get_string_details',
        'get_integer_details',
        'get_float_details',
        'fetch_boolean_details',
        'fetch_string_details',
        'fetch_number_details',
        'GetBooleanDetailsAsync',
        'GetStringDetailsAsync',
        'BooleanValueDetails',
        'StringValueDetails',
        'useBooleanFlagDetails',
        'useStringFlagDetails',
        'useNumberFlagDetails',
      ],
      key: [...key],
      gives: 'result',
      details,
      promise: 'perhaps',
      tuple: [...tuple],
    },
    { names: ['useFlag', 'useSuspenseFlag'], gives: 'result', details, on: { imports: on.imports } },
  ],
  elements: [
    {
      names: ['FeatureFlag'],
      key: ['flagKey'],
      fallback: 'fallback',
      on: { imports: on.imports },
    },
  ],
};
