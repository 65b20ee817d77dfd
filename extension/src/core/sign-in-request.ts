import type { EditorRequest } from '@iama/contracts/auth/handoff';

/**
 * The page to open for a sign-in. Its query stands in one parameter, in base64url: the editor unescapes what it opens, and
 * the address to come back to would not survive that.
 */
export function signInPage(base_url: string, request: EditorRequest): string {
  const query = new URLSearchParams(request).toString();
  const wrapped = btoa(query).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `${base_url}/sign-in/editor?request=${wrapped}`;
}

export type SignInAnswer =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'refused' }
  /** It answers another question, or none of ours: nothing is done with it. */
  | { readonly kind: 'foreign' };

/** What came back to the editor, for the question with this `state`. */
export function readSignInAnswer(query: string, state: string): SignInAnswer {
  const parameters = new URLSearchParams(query);
  if (parameters.get('state') !== state) return { kind: 'foreign' };
  const code = parameters.get('code');
  if (code) return { kind: 'code', code };
  return parameters.has('error') ? { kind: 'refused' } : { kind: 'foreign' };
}
