import { jsonrepair } from 'jsonrepair';
import { endOfJsonValue } from './end-of-json-value.ts';

export type ReadJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

const FENCE = /^[ \t]*```(?:json[c5]?)?[ \t]*\n/im;
/** Deeper than any form we ask for; parsers that call themselves would run out of stack. */
const DEEPEST = 200;

/**
 * The one JSON value in a model's answer, with words or a fence around it. Slips of the pen are mended (commas, quotes,
 * comments); a value that breaks off is not, because nobody knows what the rest was.
 */
export function readJsonAnswer(answer: string): ReadJson {
  const text = valueIn(answer);
  if (text === null) return { ok: false, message: 'There is no JSON in the answer.' };
  const end = endOfJsonValue(text);
  if (end === null) return { ok: false, message: 'The JSON breaks off.' };
  const value = text.slice(0, end);
  if (depthOf(value) > DEEPEST) return { ok: false, message: `The JSON is nested deeper than ${DEEPEST} levels.` };
  try {
    return { ok: true, value: JSON.parse(value) };
  } catch {
    // Mended below.
  }
  try {
    return { ok: true, value: JSON.parse(jsonrepair(value)) };
  } catch (error) {
    const said = error instanceof Error ? error.message : 'not JSON';
    return { ok: false, message: `This cannot be read as JSON (${said.slice(0, 200)}).` };
  }
}

/** From the first bracket of the first fence, or else of the answer. */
function valueIn(answer: string): string | null {
  const fence = FENCE.exec(answer);
  const text = fence ? answer.slice(fence.index + fence[0].length) : answer;
  const start = text.search(/[[{]/);
  return start === -1 ? null : text.slice(start);
}

/** At most this deep: brackets inside strings are counted too. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const char of text) {
    if (char === '{' || char === '[') deepest = Math.max(deepest, (depth += 1));
    else if (char === '}' || char === ']') depth -= 1;
  }
  return deepest;
}
