import type { Session } from '@iama/contracts/auth/auth';
import type { DeviceAuthorization } from '@iama/contracts/auth/device';
import { ApiError } from '../api-error.ts';
import type { Client } from '../create-client.ts';
import { pause } from '../runtime.ts';

/**
 * Ask until somebody has decided about a device code (RFC 8628), as often as the server wishes; a server that is away is waited
 * for. Null when `signal` aborts first. Throws ApiError: ACCESS_DENIED, DEVICE_CODE_EXPIRED and what else ends it.
 */
export async function awaitDevice(
  client: Client,
  { device_code, interval_s }: DeviceAuthorization,
  signal: AbortSignal,
): Promise<Session | null> {
  const interval_ms = interval_s * 1000;
  for (let wait_ms = interval_ms; ;) {
    await pause(client.runtime, wait_ms, signal);
    if (signal.aborted) return null;
    try {
      return await client.call('auth.device_token', { body: { device_code }, retries: 0 });
    } catch (error) {
      if (!(error instanceof ApiError) || !WAITS.has(error.code)) throw error;
      if (error.code === 'SLOW_DOWN') wait_ms += Math.max(interval_ms, error.retry_after_ms);
    }
  }
}

const WAITS: ReadonlySet<string> = new Set([
  'AUTHORIZATION_PENDING',
  'SLOW_DOWN',
  'SERVER_UNREACHABLE',
  'UNAVAILABLE',
  'RATE_LIMITED',
]);
