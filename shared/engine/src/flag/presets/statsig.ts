import type { FlagApiInput } from '@iama/contracts/flag/api';

const bool = { gives: 'value', type: 'boolean' } as const;
const details = { value: bool, Value: bool, getValue: bool };
/** Server libraries take the user first. */
const key = [1, 0, 'gate_name', 'gateName', 'gate'];

/** https://docs.statsig.com/sdks/getting-started: gates only, configurations and experiments hold more than a flag. */
export const STATSIG: FlagApiInput = {
  calls: [
    {
      names: [
        'checkGate',
        'checkGateSync',
        'check_gate',
        'CheckGate',
        'CheckGateAsync',
        'checkGateWithExposureLoggingDisabled',
        'checkGateWithExposureLoggingDisabledSync',
        'check_gate_with_exposure_logging_disabled',
        'CheckGateWithExposureLoggingDisabled',
      ],
      key,
      type: 'boolean',
      promise: 'perhaps',
    },
    { names: ['useGateValue'], key: [0], type: 'boolean' },
    {
      names: [
        'useGate',
        'useFeatureGate',
        'getFeatureGate',
        'getFeatureGateSync',
        'get_feature_gate',
        'GetFeatureGate',
        'getGate',
        'GetGate',
        'get_gate',
      ],
      key,
      gives: 'result',
      details,
      promise: 'perhaps',
    },
  ],
};
