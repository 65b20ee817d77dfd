import type { CallPlan, Effect, Observation } from './observation.ts';

export interface DroppedCall {
  readonly plan: CallPlan;
  readonly reason: string;
}

export interface SettledCalls {
  readonly kept: readonly { readonly plan: CallPlan; readonly observation: Observation }[];
  readonly dropped: readonly DroppedCall[];
}

/** One way in which calls were tried, and what sets it apart from the first: the reason for a difference. */
export interface Repetition {
  readonly differs_by: 'nothing' | 'order' | 'place' | 'hash';
  readonly observations: ReadonlyMap<string, Observation>;
}

const EFFECTS: Readonly<Record<Effect, string>> = {
  network: 'It opens a network connection.',
  writes_files: 'It writes files.',
  starts_process: 'It starts a process.',
  ends_process: 'It ends the process.',
  leaves_timer: 'It leaves a timer running.',
  leaves_thread: 'It leaves a thread running.',
  names_place: 'Its result names the folder that it runs in.',
  no_instance: 'No instance could be made for it.',
  never_settles: 'Its promise does not settle within a second.',
  too_large: 'Its result is too large to be written down.',
};
export const DEPENDS_ON_ORDER = 'Its result depends on the calls before it.';
const DIFFERENCES: Readonly<Record<Repetition['differs_by'], string>> = {
  nothing: 'Its result differs from run to run.',
  order: DEPENDS_ON_ORDER,
  place: 'Its result depends on the time zone or the language of the machine.',
  hash: 'Its result depends on the order in which a set keeps its members, and that changes from run to run.',
};

/** Keep the calls that say the same in every repetition; the others are dropped, with the reason. Pure. */
export function settleObservations(plans: readonly CallPlan[], repetitions: readonly Repetition[]): SettledCalls {
  const kept: { plan: CallPlan; observation: Observation }[] = [];
  const dropped: DroppedCall[] = [];
  for (const plan of plans) {
    const reason = reasonAgainst(plan, repetitions);
    const observation = repetitions[0]?.observations.get(plan.id);
    if (reason !== null || !observation) dropped.push({ plan, reason: reason ?? 'It could not be observed.' });
    else kept.push({ plan, observation });
  }
  return { kept, dropped };
}

function reasonAgainst(plan: CallPlan, repetitions: readonly Repetition[]): string | null {
  const [first] = repetitions;
  const reference = first?.observations.get(plan.id);
  if (!reference) return 'It did not come to an end, or ended the whole run.';
  const effect = repetitions.flatMap(({ observations }) => observations.get(plan.id)?.effects ?? [])[0];
  if (effect) return EFFECTS[effect];
  const expected = JSON.stringify(reference);
  const others = repetitions.filter(({ observations }) => JSON.stringify(observations.get(plan.id)) !== expected);
  const [other] = others;
  if (!other) return null;
  const ways = new Set(others.map(({ differs_by }) => differs_by));
  // Another order of sets comes with another place too: what differs there only by that differs here as well.
  if (ways.has('hash') && !ways.has('order')) return DIFFERENCES.hash;
  // What differs in more than one way of trying differs by itself.
  return DIFFERENCES[ways.size > 1 ? 'nothing' : other.differs_by];
}
