import { z } from 'zod';

/** Flag libraries whose calls are known without being told. `environment` reads variables of the process. */
export const FlagPreset = z.enum([
  'launchdarkly',
  'unleash',
  'split',
  'flagsmith',
  'openfeature',
  'growthbook',
  'configcat',
  'statsig',
  'environment',
  'generic',
]);
export type FlagPreset = z.infer<typeof FlagPreset>;

/** Languages in which flags are found and removed. */
export const FlagLanguage = z.enum([
  'javascript',
  'typescript',
  'python',
  'java',
  'kotlin',
  'go',
  'swift',
  'ruby',
  'csharp',
  'rust',
  'php',
]);
export type FlagLanguage = z.infer<typeof FlagLanguage>;
