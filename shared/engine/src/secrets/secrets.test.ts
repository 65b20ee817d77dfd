import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findSecrets } from './find-secrets.ts';
import { knownSecretsOf } from './known-secrets.ts';
import { maskStream } from './mask-stream.ts';
import { secretGate } from './secret-gate.ts';
import { canaries } from './testing/canaries.ts';

const KEY = new Uint8Array(32).fill(7);

/** The same canaries for the same seed. */
const seeded = (seed: number) => {
  let at = seed;
  return canaries((limit) => {
    at = (at * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((at / 2_147_483_648) * limit);
  });
};
const found = (text: string) => findSecrets(text).map(({ start, end }) => text.slice(start, end));

describe('finding secrets', () => {
  for (const { kind, secret, line } of seeded(1)) {
    it(`finds ${/^[aeiou]/i.test(kind) ? 'an' : 'a'} ${kind}, whole`, () => {
      assert.ok(
        found(line).some((each) => each.includes(secret)),
        JSON.stringify(found(line)),
      );
    });
  }

  it('finds all of fifty kinds, whatever the dice say', () => {
    for (let seed = 2; seed < 200; seed += 1) {
      const missed = seeded(seed).filter(({ secret, line }) => !found(line).some((each) => each.includes(secret)));
      assert.deepEqual(missed, []);
    }
  });

  it('finds a secret whose mark begins inside another mark', () => {
    assert.deepEqual(found('proxy_authorization: Basic q7Zk2mXw9Vt4Lb8Rn1Pc='), ['q7Zk2mXw9Vt4Lb8Rn1Pc=']);
  });

  for (const [what, secret, line] of [
    [
      "a whole key of Anthropic's",
      `sk-ant-api03-${'q7Zk2mXw9V'.repeat(9)}t4bAA`,
      (secret: string) => `use ${secret} here`,
    ],
    ['one that is cut short by a little', `sk-ant-api03-${'q7Zk2mXw9V'.repeat(9)}`, (secret: string) => secret],
    ['one of a kind that is new', 'sk-ant-new77-q7Zk2mXw9Vt4Lb8Rn1Pc', (secret: string) => secret],
    ['a token of Hugging Face', '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', (secret: string) => `(${secret})`],
    ['a key of Octopus', 'API-Q7ZK2MXW9VT4LB8RN1PCQ7ZK2M', (secret: string) => `--apiKey ${secret}`],
    [
      'the token of an app at Facebook',
      '482913746509182|q7Zk2mXw9Vt4Lb8Rn1Pc_q7Zk2m',
      (secret: string) => `Facebook ${secret}`,
    ],
    [
      'the same in a setting',
      '482913746509182|q7Zk2mXw9Vt4Lb8Rn1Pc_q7Zk2m',
      (secret: string) => `FACEBOOK_TOKEN=${secret}`,
    ],
    ['what Bundler logs in with', 'builder:q7zk2mxw', (secret: string) => `BUNDLE_GEMS__INTERN__ORG: "${secret}"`],
    ['the same in a shell', 'q7zk2mxw:w2xm9v4t', (secret: string) => `export BUNDLE_PKGS__INTERN__ORG=${secret} && ls`],
  ] as const) {
    it(`finds ${what}`, () => {
      assert.deepEqual(found(line(secret)), [secret]);
    });
  }

  it('leaves alone what is no secret', () => {
    for (const line of [
      'const token = await getToken(user.id);',
      'const { password } = request.body;',
      'password: z.string().min(8),',
      'const apiKey = process.env.API_KEY_2024;',
      'api_key: ${{ secrets.API_KEY_1 }}',
      'authToken = config.get("auth.token.v2")',
      'key: "order-line-12"',
      "primaryKey: 'aB3-dE5_gH7.jK9=mN1'",
      'accessibilityId = "0736f5ef-7e88-499a-80cc-90c85d2a5180"',
      'commit 43fc912ef59a83054ea7f6706df4d53a7dea4d80',
      'integrity sha512-7iGHZ1xk0nQ3vCmXv0hS0nXw5b2e8yqZ1p0yJ5k9f0==',
      'AKIAIOSFODNN7EXAMPLE',
      'token = "your-token-here-1234"',
      'http://user:password@localhost/',
      'https://user:${PASSWORD}@host/',
      'secret = "xxxxxxxxxxxxxxxxxxxx1"',
      'const maxTokens = 128000;',
      'KeyPair = X25519.KeyPair',
      'curl -u "$USER:$PASSWORD" https://host/',
      'kind: ExternalSecret',
      `sk-ant-api03-${'q7Zk2mXw9V'.repeat(5)}AA`,
      `sk-ant-api03-${'q7Zk2mXw9V'.repeat(9)}t4bZZ`,
      'int hf_headerFieldOfTheRegistryProtocolVersion;',
      '&hf_headerfieldoftheregistryprotocolheader_v2',
      'https://wiki.intern.org/API-0123456789ABCDEF76543210FEDC',
      'sgp_8dddddddddddddddaaaaaaaaaaaaaa1111111111',
      'Qx72Q~xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'BUNDLE_MIRROR__RUBYGEMS__ORG: "https://gems.intern.org/"',
      'BUNDLE_BUILD__NOKOGIRI: "--use-system-libraries"',
      'BUNDLE_GEMS__INTERN__ORG=$GEM_USER:$GEM_PASSWORD',
      'facebook | 482913746509182|a-name-of-27-small-letterss |',
    ]) {
      assert.deepEqual(found(line), [], line);
    }
  });

  it('finds the values of a Kubernetes secret, and not those of its neighbour', () => {
    const text = 'kind: Secret\ndata:\n  user: YWRtaW5hZG1pbg==\n---\nkind: ConfigMap\ndata:\n  other: bm90c2VjcmV0\n';
    assert.deepEqual(found(text), ['YWRtaW5hZG1pbg==']);
  });
});

describe('the gate', () => {
  it('lets nothing of fifty kinds through, and gives all of it back', () => {
    const all = seeded(3);
    const source = all.map(({ line }) => line).join('\n');
    const gate = secretGate(KEY);
    const masked = gate.mask(source);
    for (const { kind, secret } of all) assert.ok(!masked.includes(secret), kind);
    assert.equal(gate.restore(masked), source);
    assert.equal(gate.mask(masked), masked, 'masking twice is masking once');
  });

  it('names the same secret alike for the same key, and otherwise for another', () => {
    const [first] = seeded(4);
    const line = first?.line ?? '';
    assert.equal(secretGate(KEY).mask(line), secretGate(KEY).mask(`${line} `).trimEnd());
    assert.notEqual(secretGate(KEY).mask(line), secretGate(new Uint8Array(32)).mask(line));
  });

  it('finds a secret of the workspace again where nothing around it gives it away', () => {
    const all = seeded(5);
    const known = knownSecretsOf(all.map(({ line }) => line));
    const gate = secretGate(KEY, known);
    for (const { kind, secret } of all) {
      for (const part of secret.split('\n')) {
        assert.ok(!gate.mask(`expected [${part}] to equal 3`).includes(part), kind);
        assert.ok(!gate.mask(`+${part}`).includes(part), `${kind} in a diff`);
      }
    }
    const bare = gate.mask(`got ${all[48]?.secret}`);
    assert.equal(secretGate(KEY, known).restore(bare), `got ${all[48]?.secret}`, 'another gate gives it back');
  });

  it('masks what is left of a secret that a message cuts short, and gives that back too', () => {
    const all = seeded(9);
    const known = knownSecretsOf(all.map(({ line }) => line));
    const gate = secretGate(KEY, known);
    const other = secretGate(KEY, known);
    for (const { kind, secret } of all.filter((each) => !each.secret.includes('\n'))) {
      const left = secret.slice(0, Math.min(80, Math.ceil(secret.length * 0.75)));
      const said = `takes out log(\`${left}…\`)`;
      const masked = gate.mask(said);
      if (/\d/.test(left) && left.length >= 8) assert.ok(!masked.includes(left), `${kind}: ${masked}`);
      assert.equal(other.restore(masked), said, kind);
    }
  });

  it('masks every string of a value, and copies nothing that has none', () => {
    const { line, secret } = seeded(6)[0] ?? { line: '', secret: '' };
    const gate = secretGate(KEY);
    const value = { a: [1, { b: line }], [line]: null };
    const masked = gate.maskValue(value);
    assert.ok(!JSON.stringify(masked).includes(secret));
    assert.deepEqual(gate.restoreValue(masked), value);
    const clean = { a: ['b', 3] };
    assert.equal(gate.maskValue(clean), clean);
  });

  it('gives back what stands before a secret and looks like the beginning of a placeholder', () => {
    const key = [
      '-----BEGIN RSA PRIVATE KEY-----',
      'MIIEowIBAAKCAQEAr7Vw'.repeat(8),
      '-----END RSA PRIVATE KEY-----',
    ].join('\n');
    for (const before of ['IAMA_SECRET_', 'IAMA_SECRET_FOO_', 'IAMA_SECRET_A']) {
      const own = secretGate(KEY);
      const masked = own.mask(before + key);
      assert.notEqual(masked, before + key);
      assert.equal(own.restore(masked), before + key);
    }
  });

  it('gives back every text', () => {
    const lines = seeded(7).map(({ line }) => line);
    const piece = fc.oneof(
      fc.constantFrom(...lines),
      fc.string(),
      fc.constantFrom('\n', ' ', '"', "'", ';', 'IAMA_SECRET_'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const gate = secretGate(KEY);
        assert.equal(gate.restore(gate.mask(text)), text);
      }),
    );
  });
});

describe('a stream through the gate', () => {
  it('masks like the whole text, however it is cut', () => {
    const source = seeded(8)
      .map(({ line }) => line)
      .join('\n');
    const whole = secretGate(KEY).mask(source);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 40 }), (sizes) => {
        const stream = maskStream(secretGate(KEY));
        let out = '';
        for (let at = 0, turn = 0; at < source.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          out += stream.push(source.slice(at, at + size));
          at += size;
        }
        assert.equal(out + stream.end(), whole);
      }),
    );
  });

  it('does not hold back a line that never ends', () => {
    const stream = maskStream(secretGate(KEY));
    let out = 0;
    for (let turn = 0; turn < 100; turn += 1) out += stream.push('word '.repeat(1000)).length;
    assert.ok(out > 400_000);
  });
});
