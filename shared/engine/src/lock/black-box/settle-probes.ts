import { normaliseNoise } from '../../fingerprint/normalise-noise.ts';
import type { Answer, DroppedProbe, PinnedProbe, Probe } from './probe.ts';

export type Answers = ReadonlyMap<string, Answer>;

/** What can be pinned of answers that were given several times. Pure. */
export function settleProbes(
  probes: readonly Probe[],
  rounds: readonly Answers[],
): { readonly kept: readonly PinnedProbe[]; readonly dropped: readonly DroppedProbe[] } {
  const kept: PinnedProbe[] = [];
  const dropped: DroppedProbe[] = [];
  for (const probe of probes) {
    const given = rounds.map((round) => round.get(probe.id) ?? NOT_ASKED);
    const [first = NOT_ASKED] = given;
    const silent = given.find((each) => each.kind === 'none');
    if (silent?.kind === 'none') dropped.push({ probe, reason: silent.reason });
    else if (given.every((each) => isSame(each, first))) kept.push({ probe, answer: first, exact: true });
    else if (given.every((each) => isSame(withoutNoise(each), withoutNoise(first))))
      kept.push({ probe, answer: withoutNoise(first), exact: false });
    else dropped.push({ probe, reason: 'It answers otherwise from run to run.' });
  }
  return { kept, dropped };
}

const NOT_ASKED: Answer = { kind: 'none', reason: 'It was not asked: the run ended before.' };

export function isSame(one: Answer, other: Answer): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Without times, ids, ports and whatever else changes from run to run. */
export function withoutNoise(answer: Answer): Answer {
  if (answer.kind === 'command')
    return { ...answer, stdout: normaliseNoise(answer.stdout), stderr: normaliseNoise(answer.stderr) };
  return answer.kind === 'request' ? { ...answer, body: normaliseNoise(answer.body) } : answer;
}
