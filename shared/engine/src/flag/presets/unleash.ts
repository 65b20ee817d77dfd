import type { FlagApiInput } from '@iama/contracts/flag/api';

const on = {
  receivers: ['unleash', 'unleashClient', 'unleashInstance', 'client'],
  types: ['Unleash', 'UnleashClient', 'IUnleash', 'DefaultUnleash', 'UnleashContext'],
  imports: [
    'unleash-client',
    'unleash-proxy-client',
    '@unleash',
    'unleash',
    'Unleash',
    'UnleashClient',
    'UnleashProxyClientSwift',
    'io.getunleash',
    'no.finn.unleash',
    'github.com/Unleash',
    'unleash_api_client',
  ],
};
const enabled = { gives: 'value', type: 'boolean' } as const;
const name = { gives: 'value', type: 'string' } as const;

/** https://docs.getunleash.io/sdks */
export const UNLEASH: FlagApiInput = {
  calls: [
    {
      names: ['isEnabled', 'is_enabled', 'is_enabled?', 'IsEnabled', 'enabled?'],
      key: [0, 'name', 'feature_name', 'toggleName'],
      type: 'boolean',
      on,
    },
    { names: ['is_disabled?', 'disabled?'], gives: 'negation', type: 'boolean', on },
    {
      names: ['getVariant', 'get_variant', 'GetVariant', 'useVariant'],
      gives: 'result',
      details: {
        name,
        getName: name,
        Name: name,
        enabled,
        isEnabled: enabled,
        feature_enabled: enabled,
        featureEnabled: enabled,
        isFeatureEnabled: enabled,
        FeatureEnabled: enabled,
        Enabled: enabled,
      },
      on,
    },
    { names: ['useFlag', 'flag'], type: 'boolean', on: { imports: on.imports } },
  ],
};
