import { Evidence } from '@iama/contracts/job/evidence';
import type { JobEvent } from '@iama/contracts/job/event';
import { ProposalSet } from '@iama/contracts/job/proposal';
import { Review } from '@iama/contracts/job/review';
import { Spec } from '@iama/contracts/job/spec';
import { JobCommand } from '@iama/contracts/job/state';
import { Draft } from '@iama/contracts/model/draft';
import { Patch } from '@iama/contracts/patch/patch';
import { TestRun } from '@iama/contracts/test-run/test-run';
import { differenceOf } from '../spec/difference-of.ts';
import { FAILED_AT_REST } from './failed-at-rest.ts';
import type { ReplaySource } from './read-history.ts';
import type { ReplayFact, ReplayStep } from './replay-step.ts';

type Change = Extract<JobEvent, { type: 'state_change' }>['data'];
type Rest = Extract<JobEvent, { type: 'completion' }>['data'];
type End = Extract<JobEvent, { type: 'attempt_end' }>['data'];

/** A job as its steps, in the order in which they happened. Pure. */
export function replaySteps(source: ReplaySource): readonly ReplayStep[] {
  const teller = new Teller(source);
  const facts = source.events.flatMap((event) => teller.take(event).map((fact) => ({ ...fact, at: event.at })));
  const { applied = null, reverted = null } = source.delivery ?? {};
  const after = [
    ...(applied ? [{ kind: 'applied', record: applied, at: applied.at } as const] : []),
    ...(reverted ? [{ kind: 'reverted', record: reverted, at: reverted.at } as const] : []),
  ];
  const steps = [...facts, ...after];
  return steps.map((fact, index) => ({
    ...withActions(withChoice(fact, teller.level), index === steps.length - 1 ? source.job : null),
    number: index + 1,
  }));
}

/** The specification that stood at a step, null before there was one. */
export function specAt(steps: readonly ReplayStep[], number: number): Spec | null {
  const last = steps.findLast((step) => step.number <= number && step.kind === 'specification');
  return last?.kind === 'specification' ? last.spec : null;
}

function withChoice<Fact extends ReplayFact>(fact: Fact, level: Spec['level'] | null): Fact {
  return fact.kind === 'plans' ? { ...fact, chosen: level } : fact;
}

/** What may be done is known of the last moment only. */
function withActions<Fact extends ReplayFact>(fact: Fact, job: ReplaySource['job']): Fact {
  return fact.kind === 'ended' && job !== null ? { ...fact, actions: job.accepted_events } : fact;
}

/** A schema of the contracts. */
interface Shape<Body> {
  safeParse(value: unknown): { readonly data?: Body | undefined };
}

/** Puts the events of a log together: what an attempt is, is known only at its end. */
class Teller {
  readonly #source: ReplaySource;
  #spec: Spec | null = null;
  #made: { draft: Draft | null; patch: Patch | null; run: TestRun | null } = { draft: null, patch: null, run: null };
  #evidence: Evidence | null = null;
  #failed: readonly string[] = [];

  constructor(source: ReplaySource) {
    this.#source = source;
  }

  get level(): Spec['level'] | null {
    return this.#spec?.level ?? this.#source.job?.level ?? null;
  }

  take(event: JobEvent): ReplayFact[] {
    if (event.type === 'artifact_ready') return this.#keep(event.data.artifact_id, event.data.kind);
    if (event.type === 'attempt_end') return [this.#attempt(event.data)];
    // The change of state is told before the attempt that led to it, the rest after it.
    if (event.type === 'completion') return this.#rested(event.data);
    return event.type === 'state_change' ? this.#moved(event.data) : [];
  }

  #rested({ state, failure }: Rest): ReplayFact[] {
    if (!FAILED_AT_REST.has(state)) return [];
    return [{ kind: 'ended', state, failure, failed_tests: this.#failed, actions: [] }];
  }

  #keep(id: string, kind: string): ReplayFact[] {
    switch (kind) {
      case 'proposals':
        return [{ kind: 'plans', proposals: this.#body(id, ProposalSet), chosen: null }];
      case 'spec':
        return this.#revision(this.#body(id, Spec));
      case 'baseline_run':
        return [{ kind: 'baseline', run: this.#body(id, TestRun) }];
      case 'review':
        return [{ kind: 'review', review: this.#body(id, Review) }];
      case 'draft':
        this.#made = { draft: this.#body(id, Draft), patch: null, run: null };
        return [];
      case 'patch':
        this.#made = { ...this.#made, patch: this.#body(id, Patch), run: null };
        return [];
      case 'verification_run':
        this.#made = { ...this.#made, run: this.#body(id, TestRun) };
        return [];
      case 'evidence':
        this.#evidence = this.#body(id, Evidence);
        return [];
      default:
        return [];
    }
  }

  /** An approval keeps its revision once more; the decision tells of it. */
  #revision(spec: Spec | null): ReplayFact[] {
    const before = this.#spec;
    if (spec === null) return [{ kind: 'specification', spec, difference: null }];
    this.#spec = spec;
    if (before?.revision === spec.revision) return [];
    return [{ kind: 'specification', spec, difference: before && differenceOf(before, spec) }];
  }

  #attempt(end: End): ReplayFact {
    const { draft } = this.#made;
    const hashes = new Set(draft?.receipts);
    const receipts = this.#source.receipts.filter(({ sha256 }) => hashes.has(sha256));
    const made = { ...this.#made, tier: draft?.model_class ?? 'builtin', receipts };
    this.#made = { draft: null, patch: null, run: null };
    this.#failed = end.failed_tests;
    return { kind: 'attempt', ...end, ...made };
  }

  #moved({ from, to, event }: Change): ReplayFact[] {
    const command = JobCommand.safeParse(event);
    const decided: ReplayFact[] = command.success ? [{ kind: 'decision', command: command.data, to }] : [];
    if (from === null) return [{ kind: 'begun' }];
    if (to === 'DELIVERED' && from !== 'DELIVERED')
      return [...decided, { kind: 'delivered', evidence: this.#evidence }];
    return decided;
  }

  #body<Body>(id: string, shape: Shape<Body>): Body | null {
    return shape.safeParse(this.#source.bodies.get(id)).data ?? null;
  }
}
