import { EditorRequest } from '@iama/contracts/auth/handoff';

/**
 * What the address of the page asks for; null when it is not what an editor writes. The whole query may stand in `request`,
 * in base64url: editors unescape what they open, and an address inside an address does not survive that.
 */
export function readRequest(search: string): EditorRequest | null {
  const query = new URLSearchParams(search);
  const wrapped = query.get('request');
  const parsed = EditorRequest.safeParse(Object.fromEntries(wrapped === null ? query : unwrapped(wrapped)));
  return parsed.success ? parsed.data : null;
}

function unwrapped(text: string): URLSearchParams {
  try {
    return new URLSearchParams(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return new URLSearchParams();
  }
}
