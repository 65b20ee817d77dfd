import { isSignedOut } from '../api-error.ts';
import type { ApiError } from '../api-error.ts';

/** Whether time may heal it: no answer, too many requests, trouble on the server's side. */
export function isWorthRetrying(error: ApiError): boolean {
  if (isSignedOut(error)) return false;
  if (error.code === 'SERVER_UNREACHABLE') return true;
  return error.status !== null && (error.status === 429 || error.status >= 500);
}
