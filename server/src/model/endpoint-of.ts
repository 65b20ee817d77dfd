import type { ModelSettings } from './model-settings.ts';

const OWN = {
  'openai-compatible': '',
  anthropic: 'https://api.anthropic.com/v1',
  google: 'https://generativelanguage.googleapis.com/v1beta',
} as const;

/** The base address to show to people: without what may be secret in it. */
export function endpointOf({ provider, base_url }: Pick<ModelSettings, 'provider' | 'base_url'>): string {
  if (base_url === null) return OWN[provider];
  const { origin, pathname } = new URL(base_url);
  return `${origin}${pathname.replace(/\/$/, '')}`;
}
