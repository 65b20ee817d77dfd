/**
 * RFC 8628, section 6.1: consonants only, so that no word comes out, and no letter that looks or sounds like a digit.
 * Eight of twenty are 34.6 bits: enough for ten minutes and the few tries that an address has.
 */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;
const CODE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);
/** The largest multiple of 20 in a byte: beyond it some letters would come more often than others. */
const FAIR = 240;

/** Eight letters from chance, given in hexadecimal; null when too many of its bytes had to be thrown away. */
export function userCodeFrom(chance_hex: string): string | null {
  const letters = (chance_hex.match(/../g) ?? [])
    .map((pair) => Number.parseInt(pair, 16))
    .filter((byte) => byte < FAIR)
    .map((byte) => ALPHABET.charAt(byte % ALPHABET.length))
    .slice(0, LENGTH);
  return letters.length === LENGTH ? letters.join('') : null;
}

/** The eight letters that somebody meant; null when no code can have been meant. */
export function readUserCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '');
  return CODE.test(letters) ? letters : null;
}

/** For people: XXXX-XXXX. */
export function showUserCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
