import { RecipeId } from '@iama/contracts/recipe';
import { z } from 'zod';

/**
 * Everything that is ever noted about the use of the extension: a closed list of names, counts and codes. No code, no paths, no
 * words that a person wrote, nobody's name. `extension/telemetry.json` describes the same list, and a test compares them.
 */
export const UsageEvent = () =>
  z.discriminatedUnion('name', [
    z.strictObject({
      name: z.literal('job_started'),
      recipe_id: RecipeId,
      target_kind: z.enum(['folder', 'file', 'symbol']),
      from: z.enum(['command', 'sample', 'tool', 'fork']),
    }),
    z.strictObject({ name: z.literal('goal_described'), fitting: z.int().nonnegative() }),
    z.strictObject({ name: z.literal('signed_in') }),
    z.strictObject({ name: z.literal('change_applied'), scope: z.enum(['all', 'partial']) }),
    z.strictObject({ name: z.literal('change_reverted') }),
    z.strictObject({ name: z.literal('command_failed'), code: z.string().regex(/^[A-Z][A-Z0-9_]{0,60}$/) }),
  ]);
export type UsageEvent = z.infer<ReturnType<typeof UsageEvent>>;

/** Takes one event, if it is allowed to. */
export interface Usage {
  note(event: UsageEvent): void;
}
