import { createClient } from '@iama/client/create-client';
import type { Client } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';
import { openApi } from './http.ts';
import type { TestApi } from './http.ts';

export interface MovingClockApi {
  readonly api: TestApi;
  /** Somebody who has not signed in; another one for each test. */
  readonly anybody: Client;
  readonly now: Date;
  /** Let so many milliseconds pass. Each test begins at the machine's time. */
  later(ms: number): void;
}

/** For the body of a `describe`: one API without workers for its tests, whose clock they move. */
export function movingClockApi(): MovingClockApi {
  let api: TestApi;
  let anybody: Client;
  let now: Date;

  before(async () => {
    api = await openApi({ works: false, clock: { now: () => now } });
  });
  beforeEach(() => {
    now = new Date();
    anybody = createClient({ base_url: api.url, tokens: memoryTokenStore() });
  });
  after(() => api.close());

  return {
    get api() {
      return api;
    },
    get anybody() {
      return anybody;
    },
    get now() {
      return now;
    },
    later(ms) {
      now = new Date(now.getTime() + ms);
    },
  };
}
