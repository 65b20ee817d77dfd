import assert from 'node:assert/strict';
import { MANIFEST, SEAL, sealBundle } from './bundle-manifest.ts';
import { chainEvents, findBreak } from './event-chain.ts';
import { verifyBundle } from './verify-bundle.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const at = '2026-01-02T03:04:05.000Z';
const events = chainEvents([
  { at, type: 'baseline', data: { passed: 3, flaky: [] } },
  { at, type: 'strength', data: { score: 0.9 } },
  { at, type: 'sealed', data: null },
]);

describe('a bundle of evidence', function () {
  // Finding one changed byte tries some 16,000 hashes.
  this.timeout(30_000);
  const bundle = sealBundle(
    new Map([
      ['evidence.json', text(JSON.stringify({ events }, null, 2))],
      ['tests/cart.test.js', text('it();\n'.repeat(40))],
      ['empty', text('')],
    ]),
  );

  it('is intact as it was made', () => {
    assert.deepEqual(verifyBundle(bundle), []);
  });

  it('says which byte of which file was flipped, and what it was, wherever it is', () => {
    for (const [path, bytes] of bundle) {
      for (let offset = 3; offset < bytes.length; offset += Math.ceil(bytes.length / 4)) {
        const flipped = bytes.slice();
        flipped[offset] = (flipped[offset] ?? 0) ^ 0x01;
        const found = verifyBundle(new Map([...bundle, [path, flipped]]));
        assert.deepEqual(
          found.map((each) => [each.path, each.offset, each.was]),
          [[path, offset, bytes[offset]]],
          `${path} at ${offset}`,
        );
      }
    }
  });

  it('says what is missing, added, cut and replaced', () => {
    const without = (path: string) => new Map([...bundle].filter(([each]) => each !== path));
    assert.equal(verifyBundle(without('tests/cart.test.js'))[0]?.problem, 'missing');
    assert.equal(verifyBundle(without(MANIFEST))[0]?.path, MANIFEST);
    assert.equal(verifyBundle(without(SEAL))[0]?.path, SEAL);
    assert.equal(verifyBundle(new Map([...bundle, ['more.js', text('x')]]))[0]?.problem, 'added');
    const cut = verifyBundle(new Map([...bundle, ['tests/cart.test.js', text('it();\n'.repeat(39))]]));
    assert.deepEqual([cut[0]?.problem, cut[0]?.offset], ['changed', 192]);
  });

  it('holds its events together even when the manifest was made anew', () => {
    const forged = events.map((each) => (each.type === 'strength' ? { ...each, data: { score: 1 } } : each));
    const again = sealBundle(new Map([['evidence.json', text(JSON.stringify({ events: forged }))]]));
    assert.deepEqual(
      verifyBundle(again).map(({ problem, detail }) => [problem, detail]),
      [['chain_broken', 'The chain does not hold at event 2.']],
    );
    assert.equal(findBreak(events.slice(1)), 0);
  });
});
