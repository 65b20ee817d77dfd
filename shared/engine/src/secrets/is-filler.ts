import { entropyOf } from './entropy-of.ts';

const WORDS =
  /x{4,}|\*{3,}|\.{3}|example|placeholder|changeme|change[_-]?it|dummy|redacted|replace[_-]?(?:me|with)|insert[_-]|your[_-]|todo|fixme|abcdefghijkl|01234567890|1234567890abcdef|IAMA_SECRET_/i;

/** Whether a value stands for a secret and is none: `xxxx`, `your-api-key`, the alphabet, one of our own placeholders. */
export function isFiller(value: string): boolean {
  return WORDS.test(value) || (value.length >= 8 && entropyOf(value) < 1.8);
}
