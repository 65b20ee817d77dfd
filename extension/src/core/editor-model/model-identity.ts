import type { ClientModel } from '@iama/contracts/model/client-model';

/** What the editor says of one of its models. */
export interface ModelFacts {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly family: string;
  readonly version: string;
  /** What it takes in at most, tokens as it counts. */
  readonly maxInputTokens: number;
}

/** What the contract takes of a name, in characters. */
const MOST = 200;

/**
 * The model under one name that no other has: `vendor/id@version (family)`. An edition that takes its place under the same id has
 * another name, so that it does not pass for the one that the person chose.
 */
export function identityOf({ vendor, id, version, family }: Omit<ModelFacts, 'name' | 'maxInputTokens'>): string {
  const edition = version === '' ? '' : `@${version}`;
  const kin = family === '' || family === id ? '' : ` (${family})`;
  return `${vendor}/${id}${edition}${kin}`.slice(0, MOST);
}

export function clientModelOf(model: ModelFacts): ClientModel {
  const id = identityOf(model);
  return { id, name: (model.name || id).slice(0, MOST), tokens: Math.max(1, Math.floor(model.maxInputTokens)) };
}

/** Those of the remembered family first; else as the editor has them. */
export function inOrder<Model extends ModelFacts>(models: readonly Model[], family: string): Model[] {
  const wanted = family.trim().toLowerCase();
  const isWanted = (model: Model): boolean => wanted !== '' && model.family.toLowerCase() === wanted;
  return [...models.filter(isWanted), ...models.filter((model) => !isWanted(model))];
}
