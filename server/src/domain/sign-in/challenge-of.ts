/** RFC 7636, S256: the code_challenge of a verifier, from the lower-case hexadecimal SHA-256 of that verifier. */
export function challengeOf(verifier_sha256: string): string {
  const bytes = (verifier_sha256.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
