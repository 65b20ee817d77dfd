import type { ConfiguredModel } from '@iama/contracts/model/model-test';
import type { Parts } from '../parts.ts';

/** The models that can write a change: none where there are recipes only, null (and a line in the log) where nobody could be asked. */
export async function configuredModels({
  connection,
  log,
}: Pick<Parts, 'connection' | 'log'>): Promise<readonly ConfiguredModel[] | null> {
  try {
    const client = await connection.client();
    return (await client.call('models.list', { retries: 0 })).items;
  } catch (error) {
    log.warn(`The models: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
