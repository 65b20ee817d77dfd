const LONGEST = 300;
const SHORTEST_KEY = 8;

/**
 * What an endpoint said about a refusal, to show to a person: its message if there is one, one line, cut, without
 * control characters and without our key. Null when it said nothing.
 */
export function tidySaying(body: string, key: string | null): string | null {
  const said = messageOf(body);
  const hidden = key !== null && key.length >= SHORTEST_KEY ? said.replaceAll(key, '(key)') : said;
  // oxlint-disable-next-line no-control-regex -- it is what must go: an endpoint must not steer the reader's terminal
  const line = hidden.replaceAll(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\s]+/g, ' ').trim();
  if (line === '') return null;
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** `message`, and `code` beside it, in the shapes that providers use; else the text as it is. */
function messageOf(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    const error = fieldOf(parsed, 'error') ?? fieldOf(Array.isArray(parsed) ? parsed[0] : null, 'error') ?? parsed;
    if (typeof error === 'string') return error;
    const message = fieldOf(error, 'message') ?? fieldOf(error, 'detail');
    const code = fieldOf(error, 'code');
    if (typeof message === 'string') return typeof code === 'string' ? `${message} (${code})` : message;
  } catch {
    // Not JSON: the text itself.
  }
  return body;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
