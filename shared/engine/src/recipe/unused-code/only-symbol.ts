import type { Target } from '@iama/contracts/workspace/target';
import { symbolOf } from './finding-ids.ts';
import { solve } from './solve.ts';
import type { Answer, Question } from './solve.ts';
import type { FileUnits } from './unit.ts';
import type { Workspace } from './workspace.ts';

/** The answer for one symbol: what carries its name, what is inside it, and what only that made necessary. */
export function onlySymbol(workspace: Workspace, question: Question, target: Target & { kind: 'symbol' }): Answer {
  const all = solve(workspace, question);
  const file = question.files.get(target.path);
  if (!file) return all;
  const allowed = reachOf(file, all.byFile.get(target.path)?.dead ?? new Set(), target.symbol);
  return solve(workspace, {
    ...question,
    held: (path, unit) => question.held(path, unit) ?? (allowed.has(unit) ? null : ''),
  });
}

function reachOf(file: FileUnits, dead: ReadonlySet<number>, symbol: string): Set<number> {
  const isNamed = (unit: number) => {
    const name = file.units[unit] ? symbolOf(file.units[unit]) : null;
    return name === symbol || name?.startsWith(`${symbol}.`) === true;
  };
  const allowed = new Set([...dead].filter(isNamed));
  const sources = new Map<number, (number | null)[]>();
  for (const { from, to } of file.edges) sources.set(to, [...(sources.get(to) ?? []), from]);
  for (let before = -1; before !== allowed.size;) {
    before = allowed.size;
    for (const unit of dead) {
      const users = (sources.get(unit) ?? []).filter((each) => each !== unit);
      if (users.length > 0 && users.every((each) => each !== null && allowed.has(each))) allowed.add(unit);
      const own = file.units[unit];
      if (own?.variable !== null && own?.variable !== undefined && allowed.has(own.variable)) allowed.add(unit);
    }
  }
  // Lists go along with their items.
  for (const [index, unit] of file.units.entries()) if (unit.kind === 'list') allowed.add(index);
  return allowed;
}
