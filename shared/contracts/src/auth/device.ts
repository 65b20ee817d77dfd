import { z } from 'zod';
import { Instant } from '../primitives.ts';
import { EDITORS } from './editor.ts';

/** Programs that may ask to be signed in on another screen, with the name people know. */
export const DEVICE_CLIENTS = { ...EDITORS, cli: 'The iama command line' } as const;

export const DeviceClient = z.literal(Object.keys(DEVICE_CLIENTS) as (keyof typeof DEVICE_CLIENTS)[]);
export type DeviceClient = z.infer<typeof DeviceClient>;

/** As a person types it: any case, with or without the hyphen. */
export const TypedUserCode = z.string().min(1).max(32);

/**
 * RFC 8628. `device_code` is the program's secret, `user_code` (XXXX-XXXX) is shown to the person, who types it at
 * `verification_uri`; `verification_uri_complete` has it filled in. Both lengths in seconds.
 */
export const DeviceAuthorization = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
  verification_uri_complete: z.string(),
  expires_in_s: z.int().positive(),
  interval_s: z.int().positive(),
});
export type DeviceAuthorization = z.infer<typeof DeviceAuthorization>;

/** What waits behind a user code. */
export const DeviceRequest = z.object({
  user_code: z.string(),
  client: DeviceClient,
  requested_at: Instant,
  expires_at: Instant,
});
export type DeviceRequest = z.infer<typeof DeviceRequest>;
