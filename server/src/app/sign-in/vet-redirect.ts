import type { HandoffTarget } from '@iama/contracts/auth/handoff';
import { judgeRedirect } from '../../domain/sign-in/judge-redirect.ts';
import type { CallbackPlaces } from '../../domain/sign-in/judge-redirect.ts';
import { AppError } from '../app-error.ts';

/** What is behind this address. REDIRECT_REFUSED, with the reason, when no sign-in may return to it. */
export function vetRedirect(redirect_uri: string, places: CallbackPlaces): HandoffTarget {
  const judged = judgeRedirect(redirect_uri, places);
  if (!judged.allowed) throw new AppError('REDIRECT_REFUSED', `A sign-in may not return there. ${judged.why}`);
  return judged.target;
}
