/**
 * The address with an answer added. What the editor wrote stays as it is, to the byte: some keep a request id in it that
 * they compare.
 */
export function withAnswer(redirect_uri: string, answer: Readonly<Record<string, string>>): string {
  return `${redirect_uri}${redirect_uri.includes('?') ? '&' : '?'}${new URLSearchParams(answer).toString()}`;
}
