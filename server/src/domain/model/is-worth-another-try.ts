import { MODEL_FAILURES } from '@iama/contracts/model/failure';
import type { ModelFailureCode } from '@iama/contracts/model/failure';

/** The same question may be answered the next time. */
export function isWorthAnotherTry(code: ModelFailureCode): boolean {
  return 'again' in MODEL_FAILURES[code];
}
