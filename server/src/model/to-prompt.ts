import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import type { ModelProvider } from '@iama/contracts/model/model-class';
import type { ModelPrompt } from '../app/ports/model-port.ts';

/** As many marks as Anthropic takes. */
const MOST_MARKS = 4;

/**
 * What stays the same comes first, in the same bytes each time: that is what providers cache by. Anthropic also wants it
 * marked. Others get one system message, because many chat templates take only one.
 */
export function toPrompt({ stable, turns }: ModelPrompt, provider: ModelProvider): LanguageModelV4Prompt {
  const said = turns.map(({ role, text }) => ({ role, content: [{ type: 'text' as const, text }] }));
  if (provider !== 'anthropic') {
    return stable.length === 0 ? said : [{ role: 'system', content: stable.join('\n\n') }, ...said];
  }
  const marks = { anthropic: { cacheControl: { type: 'ephemeral' } } };
  const first_marked = stable.length - MOST_MARKS;
  const system = stable.map((content, index) => ({
    role: 'system' as const,
    content,
    ...(index >= first_marked ? { providerOptions: marks } : {}),
  }));
  return [...system, ...said];
}
