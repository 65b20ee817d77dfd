import { join } from 'node:path';
import type { Answer, Probe } from '@iama/engine/lock/black-box/probe';
import type { ProbePlan } from '@iama/engine/lock/black-box/plan-probes';
import type { Answers } from '@iama/engine/lock/black-box/settle-probes';
import { readResult } from '../../run/bench.ts';
import type { Bench } from '../../run/bench.ts';
import { HOOKS } from '../../run/suite-environment.ts';
import type { Confinement } from '../../sandbox/confinement.ts';
import { quote } from '../../sandbox/quote.ts';

export interface AskRequest {
  readonly bench: Bench;
  readonly plan: Pick<ProbePlan, 'probes' | 'start'>;
  /** The package's folder, by workspace path. */
  readonly folder: string;
  readonly confinement: Confinement;
  readonly timeout_ms: number;
  /** How long one probe may take to answer. */
  readonly answer_ms: number;
}

const REPOSITORY = '<repository>';

/** Ask all probes once, in one run of the copy. What was not come to is not in the answer. Throws CANCELLED. */
export async function askProbes({
  bench,
  plan,
  folder,
  confinement,
  timeout_ms,
  answer_ms,
}: AskRequest): Promise<Answers> {
  const { probes, start } = plan;
  const asked = {
    cwd: join(bench.copy, folder),
    commands: probes.flatMap((each) => (each.kind === 'command' ? [commandOf(bench, each)] : [])),
    requests: probes.flatMap((each) => (each.kind === 'request' ? [{ id: each.id, route: each.route }] : [])),
    start,
    answer_ms,
    // In a network of their own, nobody else listens.
    is_alone: confinement.level !== 'limits',
  };
  const command = ['node', join(HOOKS, 'probe.cjs')];
  const suite = { id: 'black-box', framework: 'other' as const, cwd: folder, source: 'probes', command, test_files: 0 };
  const environment = { IAMA_PROBES: JSON.stringify(asked) };
  const ran = await bench.run({ suite, line: command.map(quote).join(' ') }, { timeout_ms, environment });
  return new Map(linesOf(await readResult(ran, 'probes.jsonl'), bench.copy));
}

function commandOf(bench: Bench, { id, path, args }: Extract<Probe, { kind: 'command' }>) {
  return { id, path: join(bench.copy, path), args };
}

function linesOf(text: string, copy: string): readonly (readonly [string, Answer])[] {
  return text.split('\n').flatMap((line) => {
    try {
      const { id, answer } = JSON.parse(line.replaceAll(copy, REPOSITORY)) as { id: string; answer: Answer };
      return [[id, answer] as const];
    } catch {
      // Cut short by the end of the run, or the last line, which is empty.
      return [];
    }
  });
}
