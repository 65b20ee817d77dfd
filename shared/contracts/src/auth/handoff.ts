import { z } from 'zod';
import { Instant } from '../primitives.ts';
import { EditorId, EDITORS } from './editor.ts';

/** Where the browser goes back to. Which ones are taken is the server's decision; this is only the shape. */
export const RedirectUri = z.string().min(1).max(2048);

/** `console`: another tab of the web console, which helps a new one to a session of its own. */
export const HandoffClient = z.literal([...(Object.keys(EDITORS) as (keyof typeof EDITORS)[]), 'console']);
export type HandoffClient = z.infer<typeof HandoffClient>;

/** What an editor that asks to be signed in has to show. `code_challenge`: base64url of SHA-256 of the verifier (S256). */
export const HandoffRequest = z.object({
  client: HandoffClient,
  redirect_uri: RedirectUri,
  code_challenge: z.string().regex(/^[\w-]{43}$/, 'must be base64url of a SHA-256: 43 characters'),
  code_challenge_method: z.literal('S256'),
});
export type HandoffRequest = z.infer<typeof HandoffRequest>;

/**
 * The query of `/sign-in/editor`, the page that an editor opens. `state` is the editor's own and comes back beside `code`,
 * or beside `error=access_denied`, so that it knows its question again.
 */
export const EditorRequest = HandoffRequest.extend({ client: EditorId, state: z.string().min(1).max(1024) });
export type EditorRequest = z.infer<typeof EditorRequest>;

/** `code`: opaque, good for one exchange before `expires_at`, which is 60 s away. */
export const HandoffCode = z.object({ code: z.string(), expires_at: Instant });
export type HandoffCode = z.infer<typeof HandoffCode>;

/** `code_verifier`: RFC 7636, 43 to 128 unreserved characters. `redirect_uri`: exactly as it was asked with. */
export const HandoffExchange = z.object({
  code: z.string().min(1).max(128),
  code_verifier: z.string().regex(/^[\w.~-]{43,128}$/, 'must be 43 to 128 letters, digits, -, ., _ or ~'),
  redirect_uri: RedirectUri,
});
export type HandoffExchange = z.infer<typeof HandoffExchange>;

/**
 * What stands behind a redirect_uri, for the person who is asked: `app` is opened by the system, `loopback` is a program
 * on this machine, `website` another host. `editor`: what the scheme says, only for `app`. `address`: scheme and
 * authority, or the origin.
 */
export const HandoffTarget = z.object({
  kind: z.enum(['app', 'loopback', 'website']),
  editor: EditorId.nullable(),
  address: z.string(),
});
export type HandoffTarget = z.infer<typeof HandoffTarget>;
