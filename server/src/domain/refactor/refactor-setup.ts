import { setup } from 'xstate';
import type { NewJobEvent } from '@iama/contracts/job/event';
import type { Effect } from '../job/lifecycle.ts';
import type { RefactorContext, RefactorInput } from './context.ts';
import type { RefactorEvent, RefactorEventOf } from './events.ts';

/** The types every part of the statechart is written against. Its only action is to ask the host for an effect. */
export const refactorSetup = setup({
  types: {} as { context: RefactorContext; events: RefactorEvent; input: RefactorInput },
  actions: {
    effect: (_args, _effect: Effect) => {
      // Effects are data: the host reads them from the transition's result and carries them out.
    },
  },
});

/** Remember something new. `update` sees the context as the actions before it left it. */
export function remember(update: (context: RefactorContext, event: RefactorEvent) => Partial<RefactorContext>) {
  return refactorSetup.assign(({ context, event }) => update(context, event));
}

/** Remember something the event of this type says. */
export function rememberFrom<Type extends RefactorEvent['type']>(
  type: Type,
  update: (event: RefactorEventOf<Type>, context: RefactorContext) => Partial<RefactorContext>,
) {
  return refactorSetup.assign(({ context, event }) => (isA(event, type) ? update(event, context) : {}));
}

/** Ask the host for an effect. */
export function ask(effect: (context: RefactorContext, event: RefactorEvent) => Effect) {
  return {
    type: 'effect' as const,
    params: ({ context, event }: { context: RefactorContext; event: RefactorEvent }) => effect(context, event),
  };
}

/** A row for the job's log. */
export function tell(row: (context: RefactorContext, event: RefactorEvent) => NewJobEvent) {
  return ask((context, event) => ({ type: 'emit', event: row(context, event) }));
}

export function isA<Type extends RefactorEvent['type']>(
  event: RefactorEvent,
  type: Type,
): event is RefactorEventOf<Type> {
  return event.type === type;
}
