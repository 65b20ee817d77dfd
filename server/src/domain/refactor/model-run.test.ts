import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JobCommand, JobState } from '@iama/contracts/job/state';
import type { Effect } from '../job/lifecycle.ts';
import { RECIPE_HEALING } from './context.ts';
import type { RefactorEvent } from './events.ts';
import { begin, GOAL, LADDER, WITH_TESTS } from './journeys.fixture.ts';
import type { RefactorSnapshot } from './journeys.fixture.ts';
import { leavesOf } from './leaves-of.ts';
import { mayLeave, mayMove } from './moves.fixture.ts';
import { PLACES } from './places.fixture.ts';
import type { Place } from './places.fixture.ts';
import { probeCommand } from './probe-command.ts';
import { refactorLifecycle } from './refactor-lifecycle.ts';
import { variantsOf } from './sample-events.fixture.ts';

/** A host in miniature: it carries effects out the way the spine does, and nothing else. */
class Host {
  snapshot: RefactorSnapshot;
  readonly timers = new Set<string>();
  /** Work asked for since the path moved last. */
  work: string[] = [];
  epoch = 0;

  constructor(over: Parameters<typeof begin>[0]) {
    const { snapshot, effects } = refactorLifecycle.begin(begin(over).context);
    this.snapshot = snapshot;
    this.#carryOut(effects);
  }

  /** False when the job refused the event. */
  send(event: RefactorEvent): boolean {
    const before = JSON.stringify(this.snapshot);
    const step = refactorLifecycle.step(JSON.parse(before) as RefactorSnapshot, event);
    if (!step.accepted) return false;
    const asks = step.effects.some(({ type }) => type === 'run_activity' || type === 'request_task');
    const moved = step.snapshot.state_path !== this.snapshot.state_path || asks;
    assert.ok(moved || !step.effects.some(({ type }) => type === 'start_timer'), 'a timer without a move');
    if (moved) {
      this.epoch += 1;
      this.work = [];
    }
    this.timers.delete(event.type);
    this.snapshot = step.snapshot;
    this.#carryOut(step.effects);
    return true;
  }

  #carryOut(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'start_timer') {
        assert.ok(!this.timers.has(effect.timer), `${effect.timer} was started twice`);
        this.timers.add(effect.timer);
      }
      if (effect.type === 'cancel_timer') this.timers.delete(effect.timer);
      if (effect.type === 'run_activity') this.work.push(effect.activity);
      if (effect.type === 'request_task') this.work.push(effect.kind);
    }
  }
}

const LEAVES = new Set(leavesOf());
const ENDS = new Set(['DELIVERED', 'FALLBACK_REQUIRED', 'FAILED']);

function checkInvariants({ snapshot, timers, work }: Host): void {
  const { state_path, context } = snapshot;
  const state = refactorLifecycle.stateOf(snapshot);
  const busy = state_path.startsWith('live.busy.');
  assert.ok(LEAVES.has(state_path), state_path);
  assert.ok(JobState.safeParse(state).success, state);
  assert.equal(timers.size, ENDS.has(state) ? 0 : 1, `${state_path} has ${timers.size} timers`);
  assert.deepEqual(work, busy ? [context.work] : [], state_path);
  assert.equal(context.grace !== null, state_path === 'live.grace', 'a countdown exists exactly in the grace period');
  assert.equal(state_path === 'live.grace' ? refactorLifecycle.needsClient(snapshot) : true, true);
  if (state === 'FAILED' || state === 'FALLBACK_REQUIRED') assert.ok(refactorLifecycle.failureOf(snapshot));
  checkGates(state_path, snapshot);
}

/** What must have happened before a job may stand here. */
function checkGates(state_path: string, { context }: RefactorSnapshot): void {
  const { artifacts, suites, allow_unverified, attempts } = context;
  if (state_path.includes('.agreed.')) {
    assert.ok(context.spec_approved && context.level !== null && artifacts.spec !== null, 'nobody agreed');
  }
  if (/REFACTORING|SELF_HEALING|DEEP_FIX|^DELIVERED/.test(state_path)) {
    assert.ok(artifacts.baseline_run !== null || (suites.length === 0 && allow_unverified), 'no baseline');
  }
  if (state_path.startsWith('DELIVERED')) {
    assert.ok(artifacts.evidence !== null && artifacts.patch !== null, 'no evidence');
    const verdict = attempts.at(-1)?.verdict;
    assert.ok(verdict === 'verified' || (verdict === 'unverified' && allow_unverified), `delivered ${verdict}`);
  }
}

const jobs = fc.record({
  healing: fc.constantFrom(RECIPE_HEALING, LADDER, { ...LADDER, pre_authorized: true }),
  allow_unverified: fc.boolean(),
  enterprise_report: fc.boolean(),
});
const kinds = fc.constantFrom({}, GOAL, WITH_TESTS);
/** Sequences of a run; `npm run test:sequences` has the full number. A failure names its seed. */
const SEQUENCES = Number(process.env['IAMA_SEQUENCES'] ?? 80);
/** Runs start in every place, so that the far ends of the chart are looked at as often as its beginning. */
const starts = fc.constantFrom(...Object.values(PLACES));
const picks = fc.array(fc.nat(99_999), { minLength: 5, maxLength: 25 });

const ENDINGS: ReadonlySet<string> = new Set(['cancel', 'kill_switch', 'force_terminate']);
const SETBACKS: ReadonlySet<string> = new Set(['task_failed', 'activity_failed', 'heartbeat_missed', 'spec_updated']);

/** Each number picks an event: mostly one that leads on, sometimes one that is merely taken, sometimes any. */
function pick(host: Host, number: number): RefactorEvent {
  const all = variantsOf(host.snapshot);
  const start = Math.floor(number / 10) % all.length;
  const turned = [...all.slice(start), ...all.slice(0, start)];
  const wish = number % 10;
  const [any = { type: 'cancel' as const }] = turned;
  // What nothing should come of is tried as well.
  if (wish === 0) return any;
  const likely = turned.filter(({ type }) => mayLeave(host.snapshot.state_path, type));
  const wanted = likely.filter(({ type }) => (wish === 1 || !ENDINGS.has(type)) && (wish < 4 || leads(type)));
  return [...wanted, ...likely].find((event) => refactorLifecycle.step(host.snapshot, event).accepted) ?? any;
}

/** Whatever comes instead, without its being taken: the second telling knows of it, or the job refuses it. */
function probe({ snapshot }: Host, number: number): void {
  const all = variantsOf(snapshot);
  const event = all[number % all.length] ?? { type: 'cancel' };
  const step = refactorLifecycle.step(snapshot, event);
  const [from, to] = [snapshot.state_path, step.accepted ? step.snapshot.state_path : ''];
  assert.ok(!step.accepted || mayMove(from, event.type, to), `${event.type} would lead from ${from} to ${to}`);
}

function leads(type: string): boolean {
  return !SETBACKS.has(type) && !type.endsWith('_timeout');
}

type Over = Parameters<typeof begin>[0];

function hostAfter(over: Over, { reach, over: needs }: Place, numbers: readonly number[]): Host {
  const host = new Host({ ...over, ...needs });
  for (const event of reach) host.send(event);
  for (const number of numbers) host.send(pick(host, number));
  return host;
}

describe('any sequence of events', () => {
  it('keeps the job whole, gated and never without a way on', () => {
    fc.assert(
      fc.property(jobs, kinds, starts, picks, (job, kind, start, numbers) => {
        const host = hostAfter({ ...kind, ...job }, start, []);
        checkInvariants(host);
        for (const number of numbers) {
          const { attempt, attempts } = host.snapshot.context;
          const event = pick(host, number);
          const commands: readonly string[] = refactorLifecycle.acceptedCommands(host.snapshot);
          const from = host.snapshot.state_path;
          probe(host, number);
          const taken = host.send(event);
          const to = host.snapshot.state_path;
          if (taken) assert.ok(mayMove(from, event.type, to), `${event.type} leads from ${from} to ${to}`);
          else assert.equal(to, from, `${event.type} was refused, and moved the job`);
          if (taken && JobCommand.safeParse(event.type).success) assert.ok(commands.includes(event.type), event.type);
          checkInvariants(host);
          // Tests that run once more on the same patch take back what they showed before.
          const kept = taken && event.type === 'rerun_tests' ? attempts.length - 1 : attempts.length;
          assert.ok(host.snapshot.context.attempt >= attempt && host.snapshot.context.attempts.length >= kept);
        }
      }),
      { numRuns: SEQUENCES },
    );
  }).timeout(20_000 + SEQUENCES * 100);

  it('offers commands that are really taken', () => {
    fc.assert(
      fc.property(jobs, starts, picks, (over, start, numbers) => {
        const host = hostAfter(over, start, numbers);
        for (const command of refactorLifecycle.acceptedCommands(host.snapshot)) {
          const step = refactorLifecycle.step(host.snapshot, probeCommand(command, host.snapshot.context));
          assert.ok(step.accepted, command);
        }
      }),
      { numRuns: 30 },
    );
  }).timeout(20_000);

  it('ends by itself when nobody does anything any more', () => {
    fc.assert(
      fc.property(jobs, starts, picks, (over, start, numbers) => {
        const host = hostAfter(over, start, numbers);
        for (let fired = 0; host.timers.size > 0; fired += 1) {
          assert.ok(fired < 20, `still in ${host.snapshot.state_path} after ${fired} timers`);
          const [timer] = host.timers;
          assert.ok(host.send({ type: timer } as RefactorEvent), `${host.snapshot.state_path} ignores ${timer}`);
        }
        assert.ok(ENDS.has(refactorLifecycle.stateOf(host.snapshot)));
      }),
      { numRuns: 30 },
    );
  }).timeout(20_000);

  it('can be cancelled wherever it has not ended', () => {
    fc.assert(
      fc.property(jobs, starts, picks, (over, start, numbers) => {
        const host = hostAfter(over, start, numbers);
        const ended = ENDS.has(refactorLifecycle.stateOf(host.snapshot));
        assert.equal(host.send({ type: 'cancel' }), !ended);
        if (!ended) assert.equal(refactorLifecycle.failureOf(host.snapshot)?.code, 'USER_CANCELLED');
        assert.equal(host.timers.size, 0);
      }),
      { numRuns: 30 },
    );
  }).timeout(20_000);
});
