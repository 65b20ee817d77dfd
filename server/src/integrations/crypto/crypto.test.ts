import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argon2PasswordHasher } from './argon2-password-hasher.ts';
import { jwtAccessTokens } from './jwt-access-tokens.ts';
import { keptSigningKey, parseSigningKey } from './signing-key.ts';

const WEAK = { memory_kib: 64, passes: 1 };

describe('argon2PasswordHasher', () => {
  it('knows the password again and no other', async () => {
    const hasher = argon2PasswordHasher(WEAK);
    const hash = await hasher.hash('correct horse battery');
    assert.match(hash, /^\$argon2id\$v=19\$m=64,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    assert.equal(await hasher.verify('correct horse battery', hash), true);
    assert.equal(await hasher.verify('correct horse batterz', hash), false);
    assert.equal(await hasher.verifyNothing('correct horse battery'), false);
  });

  it('salts: the same password never looks the same', async () => {
    const hasher = argon2PasswordHasher(WEAK);
    assert.notEqual(await hasher.hash('correct horse battery'), await hasher.hash('correct horse battery'));
  });

  it('verifies what was hashed at another cost', async () => {
    const hash = await argon2PasswordHasher(WEAK).hash('correct horse battery');
    assert.equal(
      await argon2PasswordHasher({ memory_kib: 128, passes: 2 }).verify('correct horse battery', hash),
      true,
    );
  });

  it('agrees with a hash of the reference implementation', async () => {
    // From the test vectors of the reference implementation in C: "password" with the salt "somesalt".
    const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    assert.equal(await argon2PasswordHasher(WEAK).verify('password', reference), true);
    assert.equal(await argon2PasswordHasher(WEAK).verify('passwore', reference), false);
  });
});

describe('the signing key', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'iama-key-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('is made once, also when several ask at the same moment, and is for its owner alone', async () => {
    const path = join(dir, 'signing-key.pem');
    const keys = await Promise.all([1, 2, 3].map(() => keptSigningKey(path)));
    keys.push(await keptSigningKey(path));
    const pems = keys.map((key) => key.export({ type: 'pkcs8', format: 'pem' }));
    assert.equal(new Set(pems).size, 1);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
  });

  it('is never replaced when it cannot be read', async () => {
    const path = join(dir, 'signing-key.pem');
    await writeFile(path, 'broken');
    await assert.rejects(keptSigningKey(path));
  });

  it('must be RSA of 2048 bits or more', () => {
    const pem = (key: { privateKey: { export: (how: { type: 'pkcs8'; format: 'pem' }) => string | Buffer } }) =>
      String(key.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    assert.throws(() => parseSigningKey(pem(generateKeyPairSync('rsa', { modulusLength: 1024 }))));
    assert.throws(() => parseSigningKey(pem(generateKeyPairSync('ed25519'))));
    parseSigningKey(pem(generateKeyPairSync('rsa', { modulusLength: 2048 })));
  });

  it('decides alone: a token of another key is not valid', async () => {
    const [ours, theirs] = await Promise.all(
      [1, 2].map(() => jwtAccessTokens(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)),
    );
    assert.ok(ours && theirs);
    const now = new Date();
    const id = '01a1f8b1-4ad6-794d-b713-d4241ecd7642';
    const actor = { user_id: id, org_id: id, tier: 'FREE' };
    const token = await theirs.sign(actor, now, new Date(now.getTime() + 60_000));
    assert.deepEqual(await ours.verify(token, now), { valid: false, reason: 'invalid' });
    const verified = await theirs.verify(token, now);
    assert.deepEqual(verified.valid && verified.actor, actor);
    const after = new Date(now.getTime() + 61_000);
    assert.deepEqual(await theirs.verify(token, after), { valid: false, reason: 'expired' });
  });
});
