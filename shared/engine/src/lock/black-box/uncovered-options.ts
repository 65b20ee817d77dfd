import type { PinnedProbe, Uncovered } from './probe.ts';

/** Options that a program's own help names and that no pinned probe uses. Pure. */
export function uncoveredOptions(pinned: readonly PinnedProbe[]): readonly Uncovered[] {
  const used = new Map<string, Set<string>>();
  for (const { probe } of pinned) {
    if (probe.kind !== 'command') continue;
    const own = used.get(probe.program) ?? new Set();
    for (const arg of probe.args) own.add(arg.replace(/=.*/, ''));
    used.set(probe.program, own);
  }
  return pinned.flatMap(({ probe, answer }): readonly Uncovered[] => {
    if (probe.kind !== 'command' || probe.args.join() !== '--help' || answer.kind !== 'command') return [];
    const named = new Set(`${answer.stdout}\n${answer.stderr}`.match(/(?<![\w-])--[a-z][\w-]*/gi) ?? []);
    const left = [...named].filter((option) => !used.get(probe.program)?.has(option));
    return left.map((option) => ({
      what: `${probe.program} ${option}`,
      reason: 'Its help names it, and no probe uses it.',
    }));
  });
}
