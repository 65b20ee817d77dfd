import type { ConfiguredModel } from '@iama/contracts/model/model-test';
import type { ModelDescription } from '../ports/model-port.ts';
import type { ModelDeps } from './model-deps.ts';

/** What is configured, in that order. */
export function listModels({ models }: Pick<ModelDeps, 'models'>): { items: ConfiguredModel[] } {
  return { items: models.port.list().map(presentModel) };
}

export function presentModel({ alias, provider, model, endpoint }: ModelDescription): ConfiguredModel {
  return { alias, provider, model, endpoint };
}
