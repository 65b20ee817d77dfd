/** Milliseconds that an answer asks to wait, from Retry-After in seconds or as a date. Null when it does not say. */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: Date): number | null {
  const exact = Number(headers['retry-after-ms']);
  if (headers['retry-after-ms'] !== undefined && Number.isFinite(exact) && exact >= 0) return exact;
  const text = headers['retry-after'];
  if (text === undefined) return null;
  const seconds = Number(text);
  if (text.trim() !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
