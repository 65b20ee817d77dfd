import type { ModelCall } from './model-grant.ts';

export interface ModelMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** Editors know no system message, and some of their models no two of one side in a row: what is stable opens the first turn. */
export function messagesOf({ stable, turns }: ModelCall['prompt']): ModelMessage[] {
  const [first, ...rest] = turns;
  const opening = stable.join('\n\n');
  if (first?.role !== 'user') return [{ role: 'user', text: opening }, ...turns];
  return [{ role: 'user', text: [opening, first.text].filter(Boolean).join('\n\n') }, ...rest];
}
