import { EditorRequest } from '@iama/contracts/auth/handoff';

/** What the address of the page asks for; null when it is not what an editor writes. */
export function readRequest(search: string): EditorRequest | null {
  const parsed = EditorRequest.safeParse(Object.fromEntries(new URLSearchParams(search)));
  return parsed.success ? parsed.data : null;
}
