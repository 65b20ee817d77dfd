import { parseModule } from '../../../js/parse.ts';
import { analyzeScopes } from '../../../js/scope.ts';
import { moduleError } from '../facts/strict-parse.ts';

const WRAPPER_NAMES = new Set(['require', 'module', 'exports', '__dirname', '__filename']);

/** Why a finished text must not be handed over as an ES module; null when it may. */
export function faultOfModule(text: string): string | null {
  const error = moduleError(text);
  if (error !== null) return `the result is not a valid ES module: ${error}`;
  const parsed = parseModule('result.mjs', text);
  if (!parsed.ok) return `the result does not parse as an ES module: ${parsed.message}`;
  for (const reference of analyzeScopes({ ...parsed.module, sourceType: 'module' }).globalScope?.through ?? []) {
    const name = reference.identifier.name as string;
    if (WRAPPER_NAMES.has(name)) return `the result still uses ${name}, which ES modules do not have`;
  }
  return null;
}
