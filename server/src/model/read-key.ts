import { readFile } from 'node:fs/promises';
import { ModelFailure } from '../app/models/model-failure.ts';
import type { KeyReference } from './model-settings.ts';

/** The key behind a reference, read anew each time, so that a changed file counts at once. Throws MODEL_KEY_MISSING. */
export async function readKey(reference: KeyReference, env: NodeJS.ProcessEnv): Promise<string> {
  if ('env' in reference) {
    const key = env[reference.env]?.trim() ?? '';
    if (key === '') throw new ModelFailure('MODEL_KEY_MISSING', `The variable ${reference.env} is not set.`);
    return headerSafe(key, reference.env);
  }
  const { file } = reference;
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ModelFailure('MODEL_KEY_MISSING', `The key file ${file} cannot be read (${error.code ?? 'unknown'}).`);
  });
  if (text.trim() === '') throw new ModelFailure('MODEL_KEY_MISSING', `The key file ${file} is empty.`);
  return headerSafe(text.trim(), file);
}

/** Anything else would be refused by the HTTP library with an error that quotes it. */
function headerSafe(key: string, where: string): string {
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new ModelFailure('MODEL_KEY_MISSING', `${where} holds spaces, line breaks or letters that no key has.`);
}
