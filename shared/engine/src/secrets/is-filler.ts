import { entropyOf } from './entropy-of.ts';

/** Long enough that dice do not make them. */
const PIECES =
  /x{8,}|\*{3,}|\.{3}|abcdefghijkl|01234567890|1234567890abcdef|IAMA_SECRET_|example|placeholder|change[_-]?me|redacted|replace[_-]?(?:me|with)/i;
const WORDS = /(?<![A-Za-z0-9])(?:x{3,}|your|todo|fixme|dummy|insert|changeit)(?![A-Za-z0-9])/i;
/** One letter ten times over. Not `A`, which is the zero of base64 and stands so in keys. */
const RUN = /([B-Za-z])\1{9,}/;

/** Whether a value stands for a secret and is none: `xxxxxx`, `your-api-key`, the alphabet, one of our own placeholders. */
export function isFiller(value: string): boolean {
  return PIECES.test(value) || RUN.test(value) || WORDS.test(value) || (value.length >= 8 && entropyOf(value) < 1.8);
}
