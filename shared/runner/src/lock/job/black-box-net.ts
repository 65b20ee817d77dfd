import { idOfProbes } from '@iama/contracts/test-run/black-box';
import type { SuiteRun, TestCase } from '@iama/contracts/test-run/test-run';
import type { ChangedAnswer } from '@iama/engine/lock/black-box/compare-probes';
import type { PinnedProbe } from '@iama/engine/lock/black-box/probe';

/** Answers of programs that a job's later runs are held to. It holds what they print, and stays on this machine. */
export interface BlackBoxNet {
  /** The package's folder, by workspace path. */
  readonly folder: string;
  /** The line of the server that requests go to. */
  readonly start: string | null;
  readonly pinned: readonly PinnedProbe[];
}

const LONGEST = { id: 1500, message: 2000, detail: 8000 };

/**
 * Probes as a suite of its own, one test for each: so that an answer that is another one now is a failure with the probe's name, like any
 * other. Its ids hold no path, so that a program that gets another name is still asked the same. `mask` goes over every text before it is
 * cut short. Pure.
 */
export function runOfProbes(
  { folder, pinned }: Pick<BlackBoxNet, 'folder' | 'pinned'>,
  changed: readonly ChangedAnswer[],
  duration_ms: number,
  mask: (text: string) => string,
): SuiteRun {
  const suite_id = idOfProbes(folder);
  const changes = Map.groupBy(changed, ({ id }) => id);
  const seen = new Map<string, number>();
  const cases = pinned.map(({ probe }) => {
    const name = mask(probe.id).slice(0, LONGEST.id);
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    // Two that are alike once they are cut short stay two.
    return caseOf(suite_id, nth === 1 ? name : `${name}#${nth}`, changes.get(probe.id) ?? [], mask);
  });
  const is_same = changed.length === 0;
  return {
    suite_id,
    framework: 'other',
    command: ['black_box', folder],
    outcome: is_same ? 'passed' : 'failed',
    exit_code: is_same ? 0 : 1,
    signal: null,
    duration_ms,
    cases,
    output_tail: '',
  };
}

function caseOf(
  suite_id: string,
  name: string,
  changes: readonly ChangedAnswer[],
  mask: (text: string) => string,
): TestCase {
  const [first] = changes;
  const base = { id: `${suite_id}::${name}`, name, file: null, duration_ms: null };
  if (!first) return { ...base, status: 'passed', failure: null };
  const said = changes.map(({ what, before, after }) => mask(`${what}\n- ${before}\n+ ${after}`)).join('\n');
  const message = `${first.what} was ${quoted(first.before, mask)} and is ${quoted(first.after, mask)}`;
  return {
    ...base,
    status: 'failed',
    failure: {
      message: message.slice(0, LONGEST.message),
      error_class: 'AnswerChanged',
      frame: null,
      detail: said.slice(0, LONGEST.detail),
    },
  };
}

/** Masked first: a secret over several lines is none any more once its line ends are escaped. */
function quoted(text: string, mask: (text: string) => string): string {
  return JSON.stringify(mask(text));
}
