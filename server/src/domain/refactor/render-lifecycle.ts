import { JobCommand, JobState } from '@iama/contracts/job/state';
import { ACTIVITY_POLICY } from './activity-policy.ts';
import {
  canonicalOfNode,
  chartNodes,
  HISTORY_TARGET,
  movesOn,
  pathOfNode,
  timersOf,
  withParents,
  workOf,
} from './chart.ts';
import type { Move } from './chart.ts';
import { FAILURE_WORDS } from './describe-failure.ts';
import { canonicalOf } from './state-path.ts';

/** What a person can do in each state, in their own terms. */
const ADVICE: Readonly<Record<JobState, string>> = {
  PENDING: 'Start it, or cancel it.',
  ANALYZING: 'Keep the client open; cancel.',
  GENERATING_ANALYSIS_REPORT: 'Wait; cancel. The client is not needed.',
  WAITING_STRATEGY: 'Choose one of the plans that would change something; cancel.',
  WAITING_SPEC_APPROVAL: 'Read the specification, change what you want otherwise, and approve it; cancel.',
  GENERATING_TESTS: 'Keep the client open; cancel.',
  BASELINE_VALIDATION: 'Keep the client open; cancel.',
  BASELINE_VALIDATION_FAILED:
    'Leave failing tests out by name; give tests that take too long more time, or leave those out; go back to the specification; or cancel and repair them.',
  REFACTORING: 'Keep the client open; cancel.',
  SELF_HEALING: 'Keep the client open; stop the repair and keep what it found; cancel.',
  WAITING_INTERVENTION: 'Try again, start a deep fix where the plan has it, change the specification, stop, or cancel.',
  WAITING_ESCALATION_DECISION: 'Agree to the stronger step, stop the repair, or cancel.',
  DEEP_FIX_ACTIVE: 'Keep the client open; stop the repair; cancel.',
  RECOVERY_PENDING: 'Wait, or retry at once while it is backing off; cancel.',
  FALLBACK_REQUIRED: 'Read what was tried; start a new attempt, or change the specification where there is one.',
  DELIVERED: 'Apply the diff, whole or by hunk; send it back for another attempt; take it back; apply it again.',
  FAILED: 'Read why. After a question that nobody answered in time, start a new attempt of the same job.',
};

/** `docs/job-lifecycle.md`, made from the statechart that runs. */
export function renderLifecycle(): string {
  return [
    '# The life of a refactor job',
    '',
    '<!-- Generated from server/src/domain/refactor by `npm run docs:lifecycle`. Do not edit. -->',
    '',
    'A job is in exactly one canonical state (upper case). Lower-case names are steps inside a state, or groups that hold',
    'moves several states share. What a job accepts now is answered by the statechart itself, guards included, and sent to',
    'clients as `accepted_events`; an event that is not accepted changes nothing.',
    '',
    '## States',
    '',
    '```mermaid',
    ...diagram(),
    '```',
    '',
    'Moves that many states share are left out of the picture; they stand in the next table.',
    '',
    '## Shared moves',
    '',
    ...table(['where', 'event', 'leads to'], sharedMoves()),
    '',
    '## Each state',
    '',
    'Time-outs are those of a job with ordinary settings: a test run gets more time where its suites were allowed more, and',
    'each retry waits longer than the one before.',
    '',
    ...table(['state', 'steps', 'commands', 'time-out', 'what the person can do'], stateRows()),
    '',
    '## Work',
    '',
    'The client must be there (a heartbeat every 30 s) in the states of the group `attended`. When it is not, the job goes to',
    '`grace` for 300 s: its canonical state stays, its work stops, and it goes on with the same step when the client is back.',
    '',
    ...table(['work', 'time-out', 'retries', 'first retry after'], workRows()),
    '',
    '## Why a job fails',
    '',
    ...table(['code', 'what the person reads', 'what to do next'], failureRows()),
    '',
  ].join('\n');
}

function diagram(): string[] {
  const lines = drawnMoves().map(({ from, to, events }) => `  ${from} --> ${to}: ${events.join(', ')}`);
  const back = '  note right of RECOVERY_PENDING: leads back to the step that was left, as long as it may be retried';
  return ['stateDiagram-v2', '  [*] --> PENDING', ...lines, ...ENDS.map((state) => `  ${state} --> [*]`), back];
}

const ENDS: readonly JobState[] = ['DELIVERED', 'FALLBACK_REQUIRED', 'FAILED'];

interface Arrow {
  readonly from: JobState;
  readonly to: string;
  readonly events: string[];
}

/** Moves between canonical states, those of one pair on one arrow. */
function drawnMoves(): Arrow[] {
  const arrows = new Map<string, Arrow>();
  for (const node of chartNodes()) {
    const from = canonicalOfNode(node);
    if (from === null) continue;
    for (const { event, to } of movesOn(node)) {
      const state = to === null || to === HISTORY_TARGET ? null : canonicalOf(to);
      if (state === null || state === from) continue;
      const arrow = arrows.get(`${from} ${state}`) ?? { from, to: state, events: [] };
      if (!arrow.events.includes(event)) arrow.events.push(event);
      arrows.set(`${from} ${state}`, arrow);
    }
  }
  return [...arrows.values()].toSorted((one, other) => order(one.from) - order(other.from));
}

function order(state: JobState): number {
  return JobState.options.indexOf(state);
}

function sharedMoves(): string[][] {
  return chartNodes()
    .filter((node) => canonicalOfNode(node) === null)
    .flatMap((node) => movesOn(node).map((move) => [code(pathOfNode(node)), code(move.event), destination(move)]));
}

function destination({ to }: Move): string {
  if (to === null) return 'stays';
  return to === HISTORY_TARGET ? 'the step that was left' : code(shortPath(to));
}

/** From the canonical state on; groups say nothing to a reader. */
function shortPath(path: string): string {
  const state = canonicalOf(path);
  return state === null ? path : path.slice(path.indexOf(state));
}

function stateRows(): string[][] {
  return JobState.options.map((state) => {
    const nodes = chartNodes().filter((node) => canonicalOfNode(node) === state);
    const leaves = nodes.filter((node) => Object.keys(node.states).length === 0);
    const steps = leaves.filter((node) => node.key !== state).map(({ key }) => key);
    const accepted = new Set(leaves.flatMap((node) => withParents(node).flatMap(movesOn)).map(({ event }) => event));
    const commands = JobCommand.options.filter((command) => accepted.has(command));
    const timers = leaves.flatMap((node) =>
      timersOf(node).map(({ name, delay_ms }) => {
        const step = leaves.length > 1 ? `${node.key}: ` : '';
        return `${step}${delay_ms === 0 ? 'at once' : duration(delay_ms)} (${code(name)})`;
      }),
    );
    return [code(state), list(steps.map(code)), list(commands.map(code)), list(timers), ADVICE[state]];
  });
}

function workRows(): string[][] {
  const asked = new Set(chartNodes().flatMap((node) => workOf(node)));
  return Object.entries(ACTIVITY_POLICY)
    .filter(([work]) => asked.has(work))
    .map(([work, { timeout_ms, retries, backoff_ms }]) => [
      code(work),
      duration(timeout_ms),
      String(retries),
      duration(backoff_ms),
    ]);
}

function failureRows(): string[][] {
  return Object.entries(FAILURE_WORDS).map(([failure, { title, detail, next }]) => [
    code(failure),
    `**${title}.** ${detail}`,
    next.replaceAll('{id}', '<id>'),
  ]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '–' : items.join(', ');
}

function code(text: string): string {
  return `\`${text}\``;
}

const UNITS: readonly (readonly [unit: string, ms: number])[] = [
  ['day', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
];

/** The largest unit that divides it: `7 days`, `15 min`, `2 s`. */
function duration(ms: number): string {
  const [unit, size] = UNITS.find(([, unit_ms]) => ms >= unit_ms && ms % unit_ms === 0) ?? ['ms', 1];
  const count = ms / size;
  return `${count} ${unit === 'day' && count > 1 ? 'days' : unit}`;
}
