import { z } from 'zod';
import { WorkspacePath } from '../primitives.ts';
import { FlagApi } from './api.ts';
import { FlagLanguage, FlagPreset } from './preset.ts';

/** The value that survives: on, off, or one variation of a flag that has several. */
export const FlagValue = z.union([z.boolean(), z.string(), z.number(), z.null()]);
export type FlagValue = z.infer<typeof FlagValue>;

/** A flag's name as its service knows it. */
export const FlagKey = z
  .string()
  .min(1)
  .max(200)
  .refine((key) => key.trim() === key && !/\p{Cc}/u.test(key), {
    error: 'must have no blanks at its ends and no control characters',
  });
export type FlagKey = z.infer<typeof FlagKey>;

/**
 * `safe` keeps every effect of the program. `parity` exists to compare results with Piranha's: it drops the effects of
 * conditions that no longer decide anything, and leaves what Piranha leaves in the language.
 */
export const FlagMode = z.enum(['safe', 'parity']);
export type FlagMode = z.infer<typeof FlagMode>;

/** Files that stay as they are; a path is a file or a folder. */
const LeaveOut = z.object({
  languages: z.array(FlagLanguage).default([]),
  paths: z.array(WorkspacePath).default([]),
});

/** `presets` empty: all of them. */
export const FlagSearch = z.object({
  presets: z.array(FlagPreset).default([]),
  api: FlagApi.nullable().default(null),
  leave_out: LeaveOut.default({ languages: [], paths: [] }),
});
export type FlagSearch = z.infer<typeof FlagSearch>;

export const FlagRequest = FlagSearch.extend({
  key: FlagKey,
  value: FlagValue,
  mode: FlagMode.default('safe'),
});
export type FlagRequest = z.infer<typeof FlagRequest>;
