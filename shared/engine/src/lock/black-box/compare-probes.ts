import type { Answer, PinnedProbe } from './probe.ts';
import { isSame, withoutNoise } from './settle-probes.ts';
import type { Answers } from './settle-probes.ts';

/** A pinned answer that is another one now; `what` names the part of it. */
export interface ChangedAnswer {
  readonly id: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** Which pinned probes answer otherwise, part by part. One that does not answer any more does too. Pure. */
export function compareProbes(pinned: readonly PinnedProbe[], answers: Answers): readonly ChangedAnswer[] {
  return pinned.flatMap(({ probe, answer: before, exact }): readonly ChangedAnswer[] => {
    const now = answers.get(probe.id) ?? { kind: 'none' as const, reason: 'It was not asked.' };
    const after = exact ? now : withoutNoise(now);
    if (isSame(before, after)) return [];
    const [was, is] = [partsOf(before), partsOf(after)];
    const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => was[name] !== is[name]);
    return names.map((what) => ({ id: probe.id, what, before: was[what] ?? '', after: is[what] ?? '' }));
  });
}

function partsOf(answer: Answer): Readonly<Record<string, string>> {
  const { kind, ...parts } = answer;
  return Object.fromEntries(Object.entries({ ...parts, kind }).map(([name, value]) => [name, String(value)]));
}
