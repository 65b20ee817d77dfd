import assert from 'node:assert/strict';
import { asWritten } from '../testing/as-written.ts';
import { agreementKey, disclosureSummary, disclosureText } from './disclosure.ts';

const MODEL = { model: 'qwen', endpoint: 'https://models.test/v1' };
const to = (url: string, ...models: (typeof MODEL)[]) => ({ url, models });

describe('what leaves the machine', () => {
  it('says of a control plane on this machine that it stays here, and of no other', () => {
    for (const url of ['http://127.0.0.1:4262', 'http://localhost:1', 'http://[::1]:8080']) {
      assert.match(disclosureSummary(to(url), asWritten), /stays here/, url);
    }
    for (const url of ['https://iama.example.com', 'http://127.0.0.1.evil.test', 'http://localhost.evil.test']) {
      assert.doesNotMatch(disclosureSummary(to(url), asWritten), /stays here/, url);
      assert.doesNotMatch(disclosureText(to(url), asWritten), /stays here/, url);
    }
  });

  it('can be read before any control plane is known', () => {
    assert.match(disclosureText(null, asWritten), /No control plane is known yet/);
  });

  it('says before a goal that source text goes to a model, which one and where, and says so before no recipe', () => {
    const goal = disclosureSummary(to('http://127.0.0.1:1', MODEL), asWritten);
    assert.match(goal, /source text of the target/);
    assert.match(goal, /passes this on to qwen \(https:\/\/models\.test\/v1\)\./);
    assert.doesNotMatch(goal, /No language model/);
    const recipe = disclosureSummary(to('http://127.0.0.1:1'), asWritten);
    assert.match(recipe, /No language model is asked/);
    assert.doesNotMatch(recipe, /source text of/);
  });

  it('says of a model of the editor that the editor passes it on, which is another agreement', () => {
    const editors = { ...to('http://127.0.0.1:1', { model: 'acme/m@1', endpoint: 'vscode.lm' }), in_editor: true };
    assert.match(disclosureSummary(editors, asWritten), /source text of the target/);
    assert.match(
      disclosureSummary(editors, asWritten),
      /This editor passes it on to the provider of its model acme\/m@1/,
    );
    assert.notEqual(agreementKey(editors), agreementKey(to('http://127.0.0.1:1', MODEL)));
  });

  it('says that a change of a specification shows no source text, which is another agreement', () => {
    const whole = to('http://127.0.0.1:1', MODEL);
    const less = { ...whole, shows: 'specification' as const };
    assert.match(disclosureSummary(less, asWritten), /the specification and your words.*to qwen/);
    assert.doesNotMatch(disclosureSummary(less, asWritten), /source text of the target/);
    assert.notEqual(agreementKey(less), agreementKey(whole));
  });

  it('says what the black box and the tests of a model send, which nobody had agreed to before', () => {
    const text = disclosureText(to('http://127.0.0.1:1', MODEL), asWritten);
    assert.match(text, /programs are asked.*command lines.*routes.*answered.*8,000 characters/);
    assert.match(text, /tests that a model wrote: their results/);
    assert.match(agreementKey(to('http://127.0.0.1:1')), /^agreed 4 /);
  });

  it('names the models that are known', () => {
    assert.match(disclosureText(to('http://127.0.0.1:1', MODEL), asWritten), /`qwen` at https:\/\/models\.test\/v1/);
  });

  it('is agreed to once for this machine, and once for each other origin', () => {
    assert.equal(agreementKey(to('http://127.0.0.1:4262')), agreementKey(to('http://localhost:9')));
    assert.equal(agreementKey(to('https://a.test/')), agreementKey(to('https://a.test/x')));
    assert.notEqual(agreementKey(to('https://a.test')), agreementKey(to('https://b.test')));
    assert.notEqual(agreementKey(to('https://a.test')), agreementKey(to('http://127.0.0.1:1')));
  });

  it('is agreed to anew for a model, and for another one, wherever the control plane is', () => {
    const url = 'http://127.0.0.1:1';
    const other = { ...MODEL, endpoint: 'https://elsewhere.test/v1' };
    const keys = [to(url), to(url, MODEL), to(url, other), to(url, MODEL, other)].map(agreementKey);
    assert.equal(new Set(keys).size, 4);
    assert.equal(agreementKey(to(url, MODEL, other)), agreementKey(to(url, other, MODEL, MODEL)));
  });
});
