const ESCAPE = String.fromCharCode(27);
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;]*[A-Za-z]`, 'g');

/** What differs between two runs of the same failure, and what stands for it. Order matters: the longest first. */
const NOISE: readonly (readonly [RegExp, string])[] = [
  [COLOURS, ''],
  [/\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?/g, '<time>'],
  [/\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?\b/g, '<time>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b0x[0-9a-f]+\b/gi, '<id>'],
  // A folder made for one run, whatever is below it keeps its name.
  [/(?:\/private)?\/(?:tmp|var\/tmp|var\/folders\/[^/\s]+\/[^/\s]+\/T|dev\/shm)\/[^/\s:'"]+/g, '<tmp>'],
  [/[A-Z]:\\Users\\[^\\\s]+\\AppData\\Local\\Temp\\[^\\\s:'"]+/gi, '<tmp>'],
  [/\b(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|::1):\d{2,5}\b/g, '$1:<port>'],
  [/\bport[ =:]+\d{2,5}\b/gi, 'port <port>'],
  // At least one digit and one letter, so that no word and no plain number is taken for an id.
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/gi, '<id>'],
  [/\b\d+(?:\.\d+)?\s?(?:ms|s|sec|seconds|minutes)\b/g, '<duration>'],
  [/:\d+(?::\d+)?(?=\D|$)/g, ':<line>'],
  [/\bline \d+\b/gi, 'line <line>'],
  [/\b(?:pid|seed)[ =:]+\d+\b/gi, '<run>'],
];

/** A text without what changes from run to run: times, ids, temporary paths, ports, lines and columns. */
export function normaliseNoise(text: string): string {
  return NOISE.reduce((seen, [pattern, placeholder]) => seen.replace(pattern, placeholder), text);
}
