import { z } from 'zod';

/** L1 does the bulk of the work, L2 and L3 are asked when it fails, and cost more. */
export const ModelClass = z.enum(['L1', 'L2', 'L3']);
export type ModelClass = z.infer<typeof ModelClass>;

/** What a model is asked for. `connection_test` is `iama models test`. */
export const ModelStage = z.enum([
  'analysis',
  'proposal',
  'specification',
  'test_generation',
  'refactoring',
  'self_healing',
  'deep_fix',
  'connection_test',
]);
export type ModelStage = z.infer<typeof ModelStage>;

/** The name by which routes speak of a configured model. */
export const ModelAlias = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, {
  error: 'takes lower-case letters, digits, dots, dashes and underscores, at most 63',
});
export type ModelAlias = z.infer<typeof ModelAlias>;

export const ModelProvider = z.enum(['openai-compatible', 'anthropic', 'google']);
export type ModelProvider = z.infer<typeof ModelProvider>;

/** Who answered a call: a provider, or the model that the person has in their editor. */
export const AnsweringProvider = z.enum([...ModelProvider.options, 'client']);
export type AnsweringProvider = z.infer<typeof AnsweringProvider>;
