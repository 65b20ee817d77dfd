import type { FlagApiInput } from '@iama/contracts/flag/api';

/** The client's own names and packages: `variation` alone may mean anything. */
const on = {
  receivers: ['client', 'ld', 'ldClient', 'launchDarkly', 'launchDarklyClient', 'featureFlagClient', 'flags'],
  types: ['LDClient', 'LDClientInterface', 'LdClient', 'ILdClient', 'LDNodeClient'],
  imports: [
    'launchdarkly',
    '@launchdarkly',
    'ldclient',
    'com.launchdarkly',
    'LaunchDarkly',
    'github.com/launchdarkly',
    'gopkg.in/launchdarkly',
    'launchdarkly_server_sdk',
    'ldclient-rb',
  ],
};

const detail = { gives: 'value' } as const;
const details = { value: detail, Value: detail, getValue: detail, JSONValue: detail };
/** JavaScript clients take the key first, Rust the context. */
const key = [0, 1, 'key', 'forKey', 'flagKey', 'flag_key'];
const tuple = ['value', 'error'] as const;

/** https://docs.launchdarkly.com/sdk: server, client and React libraries. */
export const LAUNCHDARKLY: FlagApiInput = {
  calls: [
    { names: ['variation'], key, promise: 'perhaps', on },
    { names: ['variationDetail', 'variation_detail'], key, gives: 'result', details, promise: 'perhaps', on },
    {
      names: ['boolVariation', 'bool_variation', 'BoolVariation', 'BoolVariationCtx', 'useBoolVariation'],
      key: [...key, 2],
      type: 'boolean',
      promise: 'perhaps',
      tuple: [...tuple],
    },
    {
      names: ['stringVariation', 'str_variation', 'StringVariation', 'StringVariationCtx', 'useStringVariation'],
      key: [...key, 2],
      type: 'string',
      promise: 'perhaps',
      tuple: [...tuple],
    },
    {
      names: [
        'intVariation',
        'int_variation',
        'IntVariation',
        'doubleVariation',
        'DoubleVariation',
        'Float64Variation',
        'float_variation',
        'floatVariation',
        'FloatVariation',
        'numberVariation',
        'useNumberVariation',
      ],
      key,
      type: 'number',
      promise: 'perhaps',
      tuple: [...tuple],
    },
    {
      names: [
        'boolVariationDetail',
        'bool_variation_detail',
        'BoolVariationDetail',
        'useBoolVariationDetail',
        'stringVariationDetail',
        'str_variation_detail',
        'StringVariationDetail',
        'useStringVariationDetail',
        'intVariationDetail',
        'int_variation_detail',
        'IntVariationDetail',
        'doubleVariationDetail',
        'DoubleVariationDetail',
        'numberVariationDetail',
        'useNumberVariationDetail',
      ],
      key,
      gives: 'result',
      details,
      promise: 'perhaps',
    },
    { names: ['useFlags', 'allFlags'], gives: 'flags', styles: ['camel', 'exact'], on },
  ],
};
