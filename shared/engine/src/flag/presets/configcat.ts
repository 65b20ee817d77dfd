import type { FlagApiInput } from '@iama/contracts/flag/api';

const on = {
  receivers: ['configCat', 'configCatClient', 'client', 'snapshot', 'configcat_client', 'flags'],
  types: ['ConfigCatClient', 'IConfigCatClient', 'ConfigCatClientSnapshot', 'IConfigCatClientSnapshot'],
  imports: [
    'configcat',
    '@configcat',
    'configcat-js',
    'configcat-node',
    'configcat-react',
    'configcatclient',
    'com.configcat',
    'ConfigCat',
    'github.com/configcat',
  ],
};
const value = { gives: 'value' } as const;
const details = { value, Value: value, getValue: value };
/** Java takes the class of the value first. */
const key = [0, 1, 'for', 'key'];

/** https://configcat.com/docs/sdk-reference/overview */
export const CONFIGCAT: FlagApiInput = {
  calls: [
    { names: ['getValueAsync'], key, promise: 'always', on },
    { names: ['getValue', 'get_value', 'GetValue', 'GetValueAsync'], key, promise: 'perhaps', on },
    { names: ['GetBoolValue'], key: [0], type: 'boolean' },
    { names: ['GetStringValue'], key: [0], type: 'string', on },
    { names: ['GetIntValue', 'GetFloatValue'], key: [0], type: 'number', on },
    {
      names: [
        'getValueDetails',
        'getValueDetailsAsync',
        'get_value_details',
        'GetValueDetails',
        'GetValueDetailsAsync',
        'GetBoolValueDetails',
        'GetStringValueDetails',
      ],
      key,
      gives: 'result',
      details,
      promise: 'perhaps',
      on,
    },
    { names: ['useFeatureFlag'], gives: 'result', details: { value }, on: { imports: on.imports } },
  ],
};
