/** RFC 7636, S256; null on pages over plain HTTP from another machine, where browsers have no digests. */
export async function makeChallenge(): Promise<{ code_verifier: string; code_challenge: string } | null> {
  if (!('subtle' in crypto)) return null;
  const code_verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code_verifier));
  return { code_verifier, code_challenge: base64url(new Uint8Array(digest)) };
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
