import fc from 'fast-check';

/** Text of the characters that languages write in ways of their own. */
export function randomText(): fc.Arbitrary<string> {
  const escaped = ['\\', '"', "'", '$', '{', '(', '\n', '\r', '\t', '\b', '\f', '\v', '\0'];
  return fc.string({ unit: fc.constantFrom('a', 'u', '0', 'f', 'é', '😀', '\u2028', ...escaped) });
}
