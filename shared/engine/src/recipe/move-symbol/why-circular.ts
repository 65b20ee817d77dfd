import { moduleGraphOf } from '../../js/module-graph.ts';
import { reachableFrom } from '../../js/reachable.ts';
import type { RecipeRequest } from '../recipe.ts';
import { usesThatStay } from './move.ts';
import type { Move } from './move.ts';

/** Why the two files could not load each other after the move; null when they can, or need not. */
export function whyCircular({ tree, level }: RecipeRequest, move: Move): string | null {
  const { path, to, piece, origin, gathered, bridge } = move;
  const stays = usesThatStay(move);
  if (piece.isType || (!stays.any && bridge === null)) return null;
  const graph = moduleGraphOf(tree);
  const isValue = (edge: { typeOnly: boolean; kind: string }): boolean => !edge.typeOnly && edge.kind !== 'mention';
  const targets = gathered.imports.flatMap(({ binding }) => {
    const resolution = binding.isType ? null : graph.resolver.resolve(path, binding.specifier);
    return resolution?.kind === 'file' ? resolution.files.slice(0, 1) : [];
  });
  const around = reachableFrom(
    graph,
    [...targets, to].filter((each) => each !== path),
    isValue,
  );
  const isCircle = gathered.needs.some(({ isType }) => !isType) || around.has(path);
  if (!isCircle) return null;
  const circle = `${path} and ${to} would load each other`;
  if (level === 'CONSERVATIVE') return circle;
  if (stays.atLoad) return `${circle}, and ${path} uses it while it loads`;
  const needed = new Set([
    ...gathered.needs.map(({ local }) => local),
    ...gathered.imports.map(({ binding }) => binding.local),
  ]);
  const early = [...origin.uses].find(
    ([name, uses]) =>
      needed.has(name) && uses.some((use) => gathered.statements.has(use.statement) && use.atLoad && !use.isType),
  );
  return early ? `${circle}, and it uses \`${early[0]}\` while it loads` : null;
}
