import type { ContextBundle } from '@iama/contracts/model/context-bundle';
import { PLACEHOLDER } from '@iama/engine/secrets/placeholder';

/** Placeholders in what a model wrote that it was not shown: they stand for nothing. In words for whoever corrects it. Pure. */
export function strangePlaceholders(written: string, { slices }: Pick<ContextBundle, 'slices'>): string[] {
  const shown = new Set(slices.flatMap(({ text }) => text.match(PLACEHOLDER) ?? []));
  return [...new Set(written.match(PLACEHOLDER) ?? [])]
    .filter((each) => !shown.has(each))
    .map((each) => `${each} stands for no secret that you were shown. Use only those that stand in the files.`);
}
