import { isRandomWord } from './is-random-word.ts';

const ESCAPE = String.fromCharCode(27);
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;]*[A-Za-z]`, 'g');
const CLOCK = String.raw`\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?`;
const DAY = String.raw`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)`;
const MONTH = String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)`;

/** What differs between two runs of the same failure, and what stands for it. Order matters: the longest first. */
const NOISE: readonly (readonly [RegExp, string])[] = [
  [COLOURS, ''],
  // Times: ISO 8601, as HTTP and Date.toString() print them, of the day, and milliseconds or seconds since 1970 (2017 to 2033).
  [
    new RegExp(String.raw`\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?`, 'g'),
    '<time>',
  ],
  [new RegExp(String.raw`\b${DAY},? \d{1,2} ${MONTH} \d{4} ${CLOCK}(?: GMT| UTC)?`, 'g'), '<time>'],
  [
    new RegExp(String.raw`\b${DAY} ${MONTH} \d{1,2} (?:\d{4} )?${CLOCK}(?: GMT[+-]\d{4})?(?: \([^)]*\))?`, 'g'),
    '<time>',
  ],
  [new RegExp(String.raw`\b${CLOCK}\b`, 'g'), '<time>'],
  [/\b1[5-9]\d{11}(?:\.\d+)?\b/g, '<time>'],
  [/\b1[5-9]\d{8}(?:\.\d+)?\b/g, '<time>'],
  // What a property-based test says about its dice, and where it can be thrown again.
  [/\bseed"?['"]?\s*[:=#]?\s*-?(?:0x[0-9a-f]+|\d+)/gi, 'seed <seed>'],
  [/\bpath: "[\d:]+"/g, 'path: <seed>'],
  [/\b(?:after \d+ tests?|Shrunk \d+ time\(s\)|Got error after \d+ shrinks?)/g, '<runs>'],
  [/@reproduce_failure\([^)]*\)/g, '<seed>'],
  // Ids: UUID, ULID, addresses in memory.
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b0[0-9A-HJKMNP-TV-Z]{25}\b/g, '<id>'],
  [/\b0x[0-9a-f]+\b/gi, '<id>'],
  // A folder made for one run; whatever is below it keeps its name. Runs of ours show theirs without what stands before it.
  [/(?:\/private)?\/(?:tmp|var\/tmp|var\/folders\/[^/\s]+\/[^/\s]+\/T|dev\/shm)\/[^/\s:'"`)]+/g, '<tmp>'],
  [/(?<![\w./-])tmp\/[^/\s:'"`)]+/g, '<tmp>'],
  [/[A-Z]:\\+Users\\+[^\\\s]+\\+AppData\\+Local\\+Temp\\+[^\\\s:'"]+/gi, '<tmp>'],
  [/\b(localhost|(?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:]*\]|::1):\d{2,5}\b/gi, '$1:<port>'],
  [/\bport[ =:]+\d{2,5}\b/gi, 'port <port>'],
  [/\b(pid|process|thread|worker|goroutine|tid)([ =:#-]+)\d+\b/gi, '$1 <run>'],
  [/\b(id|commit|hash|token|session|request|trace|span|nonce)(["']?\s*[:=# ]\s*["']?)[0-9a-f]{6,}\b/gi, '$1$2<id>'],
  // At least one digit and one letter, so that no word and no plain number is taken for an id.
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/gi, '<id>'],
  [/\b\d+(?:\.\d+)?\s?(?:ns|µs|us|ms|s|secs?|seconds?|mins?|minutes?)\b/g, '<duration>'],
  // Lines and columns move with every edit; a colon anywhere else stands before a value.
  [/(\.[A-Za-z]\w{0,4}):\d+(?::\d+)?(?=\D|$)/g, '$1:<line>'],
  [/(<anonymous>|\beval):\d+:\d+/g, '$1:<line>'],
  [/\blines? \d+\b/gi, 'line <line>'],
];

const WORD = /[A-Za-z0-9_-]{8,64}/g;

/** A text without what changes from run to run: times, durations, ids, temporary paths, ports, seeds, lines and columns. */
export function normaliseNoise(text: string): string {
  const seen = NOISE.reduce((at, [pattern, placeholder]) => at.replace(pattern, placeholder), text);
  return seen.replace(WORD, (word) => (isRandomWord(word) ? '<id>' : word));
}
