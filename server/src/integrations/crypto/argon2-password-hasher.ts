import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHasher } from '../../app/ports/password-hasher.ts';

interface Cost {
  readonly memory_kib: number;
  readonly passes: number;
}

/** OWASP's smallest memory with more passes than it asks for: some 60 ms on the 2-core machine it was tuned on. */
const COST: Cost = { memory_kib: 19_456, passes: 5 };
const TAG_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=1\$([\w+/]+)\$([\w+/]+)$/;

const derive = promisify(argon2);

/** argon2id in PHC strings. Hashing runs on Node's thread pool: four at a time, and so at most 80 MB. */
export function argon2PasswordHasher(cost: Cost = COST): PasswordHasher {
  const tag = (password: string, salt: Buffer, { memory_kib, passes }: Cost, length: number) =>
    derive('argon2id', {
      message: Buffer.from(password, 'utf8'),
      nonce: salt,
      parallelism: 1,
      tagLength: length,
      memory: memory_kib,
      passes,
    });
  return {
    async hash(password) {
      const salt = randomBytes(16);
      const hashed = await tag(password, salt, cost, TAG_BYTES);
      return `$argon2id$v=19$m=${cost.memory_kib},t=${cost.passes},p=1$${base64(salt)}$${base64(hashed)}`;
    },

    async verify(password, hash) {
      const [, memory_kib, passes, salt, expected] = PHC.exec(hash) ?? [];
      if (salt === undefined || expected === undefined) throw new Error('A stored password hash is not argon2id');
      const wanted = Buffer.from(expected, 'base64');
      const stored = { memory_kib: Number(memory_kib), passes: Number(passes) };
      return timingSafeEqual(await tag(password, Buffer.from(salt, 'base64'), stored, wanted.length), wanted);
    },

    async verifyNothing(password) {
      await tag(password, randomBytes(16), cost, TAG_BYTES);
      return false;
    },
  };
}

/** PHC strings leave the padding out. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
