import type { RouteId } from '@iama/contracts/http/routes';
import type { HttpSettings } from '../http-deps.ts';

/** Routes of one group count together, for each address by itself. */
type Group = 'auth' | 'user_code' | 'poll' | 'model_test';

const LIMITED: Partial<Record<RouteId, Group>> = {
  // These make us hash passwords, try secrets or write a row for nobody known.
  'auth.register': 'auth',
  'auth.login': 'auth',
  'admin.login': 'auth',
  'auth.refresh': 'auth',
  'auth.logout': 'auth',
  'auth.handoff': 'auth',
  'auth.handoff_exchange': 'auth',
  'auth.device': 'auth',
  // These take a code that is short enough to be guessed at.
  'auth.device_find': 'user_code',
  'auth.device_decide': 'user_code',
  // This one is asked every few seconds by everybody who waits, and has a brake of its own.
  'auth.device_token': 'poll',
  // These cost money at the provider, and a request waits for each.
  'models.test': 'model_test',
  'spec.convert': 'model_test',
};

/** Polls for each request that an address has for signing in. */
const POLLS = 10;

export function isLimited(id: string): boolean {
  return Object.hasOwn(LIMITED, id);
}

export function limitOf(
  id: RouteId,
  settings: HttpSettings,
): false | { max: number; timeWindow: number; groupId: string } {
  const groupId = LIMITED[id];
  return groupId === undefined ? false : { max: maxOf(groupId, settings), timeWindow: 60_000, groupId };
}

function maxOf(group: Group, settings: HttpSettings): number {
  switch (group) {
    case 'auth':
      return settings.auth_requests_per_minute;
    case 'user_code':
      return settings.user_code_tries_per_minute;
    case 'model_test':
      return settings.model_tests_per_minute;
    case 'poll':
      return settings.auth_requests_per_minute * POLLS;
  }
}
