import assert from 'node:assert/strict';
import { asWritten } from '../testing/as-written.ts';
import { agreementKey, disclosureSummary, disclosureText } from './disclosure.ts';

describe('what leaves the machine', () => {
  it('says of a control plane on this machine that it stays here, and of no other', () => {
    for (const url of ['http://127.0.0.1:4262', 'http://localhost:1', 'http://[::1]:8080']) {
      assert.match(disclosureSummary(url, asWritten), /stays here/, url);
    }
    for (const url of ['https://iama.example.com', 'http://127.0.0.1.evil.test', 'http://localhost.evil.test']) {
      assert.doesNotMatch(disclosureSummary(url, asWritten), /stays here/, url);
      assert.doesNotMatch(disclosureText(url, asWritten), /stays here/, url);
    }
  });

  it('can be read before any control plane is known', () => {
    assert.match(disclosureText(null, asWritten), /No control plane is known yet/);
  });

  it('is agreed to once for this machine, and once for each other origin', () => {
    assert.equal(agreementKey('http://127.0.0.1:4262'), agreementKey('http://localhost:9'));
    assert.equal(agreementKey('https://a.test/'), agreementKey('https://a.test/x'));
    assert.notEqual(agreementKey('https://a.test'), agreementKey('https://b.test'));
    assert.notEqual(agreementKey('https://a.test'), agreementKey('http://127.0.0.1:1'));
  });
});
