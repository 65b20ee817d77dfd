import type { RouteId } from '@iama/contracts/http/routes';
import type { HttpSettings } from '../http-deps.ts';

/** These make us hash passwords or try secrets, so an address may only ask for so many in a minute, all together. */
const LIMITED: ReadonlySet<RouteId> = new Set(['auth.register', 'auth.login', 'auth.refresh', 'auth.logout']);

export function limitOf(
  id: RouteId,
  settings: HttpSettings,
): false | { max: number; timeWindow: number; groupId: string } {
  if (!LIMITED.has(id)) return false;
  return { max: settings.auth_requests_per_minute, timeWindow: 60_000, groupId: 'auth' };
}
