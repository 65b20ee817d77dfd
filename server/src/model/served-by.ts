import { z } from 'zod';

/** Where the three protocols say which model writes: OpenAI in each event, Anthropic at the start, Google in each. */
const Named = z.object({
  id: z.string().optional().catch(undefined),
  model: z.string().optional().catch(undefined),
  message: z.object({ id: z.string().optional(), model: z.string().optional() }).optional().catch(undefined),
  responseId: z.string().optional().catch(undefined),
  modelVersion: z.string().optional().catch(undefined),
});

/**
 * The model that an event names, with the provider's own id of the answer; null when it names none. Read from the raw
 * event: the SDK passes the name on once, and Google's not at all, while a proxy may change its mind in between.
 */
export function servedBy(raw: unknown): { model: string; upstream_id: string | null } | null {
  const parsed = Named.safeParse(raw);
  if (!parsed.success) return null;
  const { id, model, message, responseId, modelVersion } = parsed.data;
  const name = model ?? message?.model ?? modelVersion;
  if (name === undefined || name === '') return null;
  return { model: name.replace(/^models\//, ''), upstream_id: id ?? message?.id ?? responseId ?? null };
}
