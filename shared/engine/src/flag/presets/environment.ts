import type { FlagApiInput } from '@iama/contracts/flag/api';

/**
 * Variables of the process. They hold texts: with `true` and `false` as the surviving value, programs are followed where
 * they compare with a word for on or off, or ask whether the variable is there.
 */
export const ENVIRONMENT: FlagApiInput = {
  members: [
    {
      objects: [
        'process.env',
        'import.meta.env',
        'Bun.env',
        'os.environ',
        'environ',
        'ENV',
        '$_ENV',
        '$_SERVER',
        'ProcessInfo.processInfo.environment',
      ],
      type: 'switch',
    },
  ],
  calls: [
    { names: ['getenv', 'Getenv', 'GetEnvironmentVariable'], type: 'switch' },
    { names: ['LookupEnv'], type: 'switch', tuple: ['value', 'present'], languages: ['go'] },
    {
      names: ['get'],
      type: 'switch',
      on: { receivers: ['os.environ', 'environ', 'Deno.env', 'System.getenv', 'ENV', 'process.env'] },
    },
    { names: ['fetch'], type: 'switch', on: { receivers: ['ENV'] }, languages: ['ruby'] },
    { names: ['var', 'var_os'], type: 'switch', on: { receivers: ['env', 'std::env'] }, languages: ['rust'] },
    { names: ['env'], type: 'switch', languages: ['php'] },
  ],
};
