import { initialTransition, transition } from 'xstate';
import type { SnapshotFrom } from 'xstate';
import { JobCommand } from '@iama/contracts/job/state';
import type { Effect, Lifecycle, Snapshot } from '../job/lifecycle.ts';
import type { RefactorContext, RefactorInput } from './context.ts';
import type { RefactorEvent } from './events.ts';
import { probeCommand } from './probe-command.ts';
import { refactorMachine } from './refactor.machine.ts';
import { canonicalOf, pathOf, valueOf } from './state-path.ts';

type MachineState = SnapshotFrom<typeof refactorMachine>;
type RefactorSnapshot = Snapshot<RefactorContext>;

const ROOT = 'refactor.';
/** The one history of the chart: the step that was left for the grace period or for a recovery. */
const HISTORY = 'refactor.live.busy.last';

/**
 * The refactor statechart as the spine uses it. Two facts a host may rely on: every step that starts a timer moves `state_path` or
 * asks for work (so an epoch that is raised with either fences off whatever was asked for before), and such a step cancels the timer
 * that was running.
 */
export const refactorLifecycle: Lifecycle<RefactorInput, RefactorContext, RefactorEvent> = {
  begin(input) {
    const [state, actions] = initialTransition(refactorMachine, input);
    return { snapshot: store(state), effects: effectsOf(actions) };
  },

  step(snapshot, event) {
    const before = restore(snapshot);
    if (!before.can(event)) return { accepted: false, accepted_events: acceptedBy(before) };
    const [after, actions] = transition(refactorMachine, before, event);
    return { accepted: true, snapshot: store(after), effects: effectsOf(actions) };
  },

  stateOf(snapshot) {
    const state = canonicalOf(snapshot.state_path) ?? canonicalOf(snapshot.context.left_at ?? '');
    if (state === null) throw new Error(`no canonical state on the path ${snapshot.state_path}`);
    return state;
  },

  acceptedCommands(snapshot) {
    return acceptedBy(restore(snapshot));
  },

  failureOf(snapshot) {
    const state = canonicalOf(snapshot.state_path);
    const failed = state === 'FAILED' || state === 'FALLBACK_REQUIRED' || state === 'BASELINE_VALIDATION_FAILED';
    return failed ? snapshot.context.failure : null;
  },

  needsClient({ state_path }) {
    return state_path === 'live.grace' || state_path.startsWith('live.busy.attended.');
  },
};

function acceptedBy(state: MachineState): readonly JobCommand[] {
  return JobCommand.options.filter((command) => state.can(probeCommand(command, state.context)));
}

function restore({ state_path, context }: RefactorSnapshot): MachineState {
  const { left_at } = context;
  return refactorMachine.resolveState({
    value: valueOf(state_path) as MachineState['value'],
    context,
    historyValue: left_at === null ? {} : { [HISTORY]: [refactorMachine.getStateNodeById(`${ROOT}${left_at}`)] },
  });
}

function store(state: MachineState): RefactorSnapshot {
  const left = state.historyValue[HISTORY]?.[0];
  const left_at = left === undefined ? null : left.id.slice(ROOT.length);
  return { state_path: pathOf(state.value), context: { ...state.context, left_at } };
}

function effectsOf(actions: readonly { readonly type: string; readonly params?: unknown }[]): readonly Effect[] {
  return actions.filter(({ type }) => type === 'effect').map(({ params }) => params as Effect);
}
