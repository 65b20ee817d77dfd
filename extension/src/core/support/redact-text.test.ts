import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redactText } from './redact-text.ts';
import type { Private } from './redact-text.ts';

const KNOWN: Private = {
  home: '/home/marianne',
  user: 'marianne',
  host: 'workhorse',
  roots: ['/home/marianne/work/corner-shop'],
  secrets: ['https://plane.example.com'],
};
const redact = (text: string) => redactText(text, KNOWN);

const letters = (all: string) => fc.constantFrom(...Array.from(all));

describe('free text of a support bundle', function () {
  this.timeout(20_000);
  for (const [what, text] of [
    ['what our own log says', '2026-11-30T06:00:00.000Z info [a1b2c3d4] run_tests: 12 tests passed, 1 failed in 340ms'],
    ['states and codes', 'REFACTORING → SELF_HEALING: VERIFICATION_FAILED (2 of 3).'],
    ['ids of jobs', 'Job 019a0000-0000-7000-8000-000000000001 does not accept retry.'],
    ['versions', 'node v24.21.0, extension 0.1.0'],
    ['a file of the repository', 'left alone: src/pricing/unit-price.js:12 and test/cart.test.js'],
  ] as const) {
    it(`keeps ${what}`, () => assert.equal(redact(text), text));
  }

  for (const [what, text, expected] of [
    ['makes paths of the repository relative', 'read /home/marianne/work/corner-shop/src/cart.js', 'read src/cart.js'],
    ['leaves other paths out', 'wrote /home/marianne/.config/iama/x.json now', 'wrote (…) now'],
    ['leaves out a Windows path', String.raw`wrote C:\Users\marianne\x.json now`, 'wrote (…) now'],
    ['leaves out the name of the person', 'Hello Marianne on WORKHORSE.', 'Hello (user) on (machine).'],
    ['leaves out what is quoted', 'expected "let me in" here', 'expected (…) here'],
    ['leaves out what has no closing quote', 'expected `let me in', 'expected (…)'],
    ['leaves out a plain word that is called a secret', 'the password: hunter was wrong', 'the password (…) was wrong'],
    ['leaves out a host', 'connected to db.intern.corp today', 'connected to (…) today'],
    ['leaves out an address with a path like a file', 'from evil.example.com/a/b.js today', 'from (…) today'],
    ['keeps the first of many lines', 'TypeError happened\n    at secret (file.js)', 'TypeError happened'],
    ['leaves a line of a program out', 'const total = lines.reduce((sum) => sum);', '(line left out)'],
    ['leaves a call out', 'return priceOf(cart);', '(line left out)'],
  ] as const) {
    it(what, () => assert.equal(redact(text), expected));
  }

  const word = fc.constantFrom('the', 'job', 'ended', 'with', 'tests', 'REFACTORING', '12', 'src/cart.js', '→');
  const glue = fc.constantFrom(' ', ' (', '="', ': ', ', ', "'", '[', '@', '/', ' user=', '<', '|', '\t');
  const around = (secret: fc.Arbitrary<string>) =>
    fc.record({ secret, before: fc.array(word), left: glue, right: glue, after: fc.array(word) });
  const textOf = ({
    secret,
    before,
    left,
    right,
    after,
  }: { [K in 'secret' | 'left' | 'right']: string } & { [K in 'before' | 'after']: string[] }) =>
    `${before.join(' ')}${left}${secret}${right}${after.join(' ')}`;
  const hex = (min: number, max: number) =>
    fc.string({ unit: letters('0123456789abcdef'), minLength: min, maxLength: max });
  const alnum = (min: number, max: number) =>
    fc.string({
      unit: letters('abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789'),
      minLength: min,
      maxLength: max,
    });

  const SECRETS: Readonly<Record<string, fc.Arbitrary<string>>> = {
    'a token': fc.tuple(alnum(10, 40), fc.constantFrom('4', '7x'), alnum(10, 40)).map((parts) => parts.join('')),
    'a hash': hex(33, 64).filter((text) => /\d/.test(text) && /[a-f]/.test(text)),
    'a JWT': fc.tuple(alnum(12, 40), alnum(12, 60), alnum(12, 60)).map(([a, b, c]) => `eyJ${a}.eyJ${b}.${c}`),
    'an e-mail address': fc.emailAddress(),
    'a web address': fc.webUrl(),
    'a host': fc
      .domain()
      .filter((name) => !/\.(?:js|ts|py|go|rs|java|kt|rb|php|cs|c|h|cc|md|mod|swift|lock)$/.test(name)),
    'an IPv4 address': fc.ipV4(),
    'an IPv6 address': fc.ipV6().filter((text) => /[a-f]/i.test(text) && text.length > 8),
    'a path in a home': alnum(3, 12).map((name) => `/home/${name}/projects/secret-plan`),
    'a path of Windows': alnum(3, 12).map((name) => `C:\\Users\\${name}\\secret-plan`),
    'a key with a known beginning': alnum(20, 40).map((text) => `ghp_${text}1`),
  };
  for (const [what, secret] of Object.entries(SECRETS)) {
    it(`never lets ${what} through, whatever stands around it`, () => {
      fc.assert(
        fc.property(around(secret), (given) => {
          const left = redact(textOf(given)).toLowerCase();
          assert.ok(!left.includes(given.secret.toLowerCase()), left);
        }),
        { numRuns: 500 },
      );
    });
  }

  const name = fc
    .string({ unit: letters('abcdefghijklmnopqrstuvwxyzäöüß0123456789._-'), minLength: 3, maxLength: 16 })
    .filter(
      (text) =>
        /^[\p{L}\d].*[\p{L}\d]$/u.test(text) && !/^(?:the|job|ended|with|tests|user|machine|cart|src)$/.test(text),
    );
  it('never lets the names of the person, the machine, the home or the repository through', () => {
    fc.assert(
      fc.property(
        name,
        name,
        name,
        fc.array(word),
        glue,
        glue,
        fc.nat(5),
        (user, host, folder, words, left, right, which) => {
          fc.pre(user !== host && !words.join(' ').includes(user));
          const home = `/home/${user}`;
          const root = `${home}/work/${folder}`;
          const known: Private = { home, user, host, roots: [root], secrets: [] };
          const secret =
            [user, host, home, `${home}/.ssh/id_rsa`, user.toUpperCase(), `C:\\Users\\${user}\\x`][which] ?? user;
          const out = redactText(`${words.join(' ')}${left}${secret}${right}${words.join(' ')}`, known);
          const alone = (each: string) =>
            new RegExp(`(?<![\\p{L}\\d])${each.replaceAll('.', '\\.')}(?![\\p{L}\\d])`, 'iu');
          assert.ok(!alone(user).test(out) && !out.includes(home), out);
          if (which === 1) assert.ok(!alone(host).test(out), out);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never lets a secret through that is known, of whatever letters it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, unit: 'grapheme' }), fc.array(word), (secret, words) => {
        fc.pre(secret.trim() === secret && !words.join(' ').includes(secret) && !'(…)(line left out)'.includes(secret));
        const out = redactText(`${words.join(' ')} ${secret} end`, { ...KNOWN, secrets: [secret] });
        assert.ok(!out.includes(secret), out);
      }),
      { numRuns: 1000 },
    );
  });

  it('changes nothing when it is done twice, and holds for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const once = redact(text);
        assert.equal(redact(once), once);
        assert.ok(!once.includes('\n'));
      }),
      { numRuns: 1000 },
    );
  });
});
