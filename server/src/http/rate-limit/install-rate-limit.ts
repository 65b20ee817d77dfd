import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../app/app-error.ts';
import type { Clock } from '../../app/ports/clock.ts';
import { slidingWindow } from './sliding-window.ts';

/** Routes ask for a limit with `config.rateLimit`. The plugin's own counter is a fixed window that lets twice as many through at its edge. */
export async function installRateLimit(server: FastifyInstance, clock: Clock): Promise<void> {
  const window = slidingWindow();

  class SlidingStore {
    private readonly group: string;

    constructor(options: { groupId?: string }) {
      this.group = options.groupId ?? '';
    }

    incr(
      key: string,
      done: (error: Error | null, result?: { current: number; ttl: number }) => void,
      time_window: number,
      max: number,
    ): void {
      const { current, ttl_ms } = window.take(`${this.group} ${key}`, max, time_window, clock.now().getTime());
      done(null, { current, ttl: Math.ceil(ttl_ms) });
    }

    child(options: { groupId?: string }): SlidingStore {
      return new SlidingStore(options);
    }
  }

  await server.register(rateLimit, {
    global: false,
    store: SlidingStore as never,
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { ttl }) => {
      const retry_after = Math.max(1, Math.ceil(ttl / 1000));
      return new AppError('RATE_LIMITED', `Try again in ${retry_after} s.`, { retry_after });
    },
  });
}
