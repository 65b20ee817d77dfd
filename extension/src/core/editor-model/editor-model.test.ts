import assert from 'node:assert/strict';
import { asWritten } from '../testing/as-written.ts';
import { failureOf } from './failure-of.ts';
import { failureWords } from './failure-words.ts';
import { mostCharacters, refuseTooLong } from './fit-window.ts';
import { messagesOf } from './messages-of.ts';
import { refusal, refuseCall } from './model-grant.ts';
import { clientModelOf, identityOf, inOrder } from './model-identity.ts';

const FACTS = {
  id: 'm-1',
  name: 'Model One',
  vendor: 'acme',
  family: 'm',
  version: '2026-01',
  maxInputTokens: 16_000.5,
};
const GRANT = { model_id: 'acme/m-1@2026-01 (m)', name: 'Model One', used: 2 };
const ASKED = { model: { id: GRANT.model_id, name: 'Model One', tokens: 16_000 } };

describe('a model of the editor', () => {
  it('has a name that tells vendor, id, version and family, and another one for another edition', () => {
    assert.equal(identityOf(FACTS), GRANT.model_id);
    assert.notEqual(identityOf({ ...FACTS, version: '2026-02' }), GRANT.model_id);
    assert.equal(identityOf({ vendor: 'acme', id: 'm', version: '', family: 'm' }), 'acme/m');
  });

  it('is told to the control plane as the contract has it', () => {
    assert.deepEqual(clientModelOf(FACTS), { id: GRANT.model_id, name: 'Model One', tokens: 16_000 });
    assert.deepEqual(clientModelOf({ ...FACTS, name: '', maxInputTokens: 0 }).name, GRANT.model_id);
  });

  it('is offered first when its family is the remembered one, and the others stay', () => {
    const other = { ...FACTS, family: 'n' };
    assert.deepEqual(inOrder([FACTS, other], 'N'), [other, FACTS]);
    assert.deepEqual(inOrder([FACTS, other], ''), [FACTS, other]);
  });
});

describe('a call of the editor’s model', () => {
  it('is refused for a job that nobody allowed it for, and for another model than the allowed one', () => {
    assert.equal(refuseCall(null, ASKED, 30)?.code, 'MODEL_CONSENT_MISSING');
    const other = { model: { ...ASKED.model, id: 'acme/m-2' } };
    assert.equal(refuseCall(GRANT, other, 30)?.code, 'MODEL_CONSENT_MISSING');
    assert.equal(refuseCall(GRANT, ASKED, 30), null);
  });

  it('is refused once the job has used what it may, with both figures', () => {
    assert.equal(refuseCall(GRANT, ASKED, 3), null);
    const refused = refuseCall(GRANT, ASKED, 2);
    assert.equal(refused?.code, 'MODEL_CALLS_USED_UP');
    assert.match(refused.message, /so far: 2\..*iama\.editorModel\.maxRequestsPerJob allows 2/);
  });

  it('needs room for a tenth more than was counted, and for the whole answer', () => {
    assert.equal(refuseTooLong(1000, 500, 1600), null);
    const refused = refuseTooLong(1001, 500, 1600);
    assert.deepEqual([refused?.code, refused?.retryable], ['MODEL_CONTEXT_TOO_LONG', false]);
    assert.match(refused?.message ?? '', /Nothing was sent/);
    assert.equal(mostCharacters(10), 160);
  });

  it('opens the first turn with what is stable, so that no two messages of one side follow each other', () => {
    const turns = [
      { role: 'user' as const, text: 'c' },
      { role: 'assistant' as const, text: 'd' },
    ];
    assert.deepEqual(messagesOf({ stable: ['a', 'b'], turns }), [{ role: 'user', text: 'a\n\nb\n\nc' }, turns[1]]);
    assert.deepEqual(messagesOf({ stable: ['a'], turns: [] }), [{ role: 'user', text: 'a' }]);
  });
});

describe('an error of the editor’s model', () => {
  const codeOf = (code: string, message = '', cause = '') => failureOf({ code, message, cause }).code;

  it('has a code of its own for each thing that a person can do something about', () => {
    assert.equal(codeOf('NoPermissions'), 'MODEL_CONSENT_MISSING');
    assert.equal(codeOf('Blocked'), 'MODEL_BLOCKED');
    assert.equal(codeOf('NotFound'), 'MODEL_GONE');
    assert.equal(codeOf('Unknown', 'Response failed.', 'off_topic'), 'MODEL_OFF_TOPIC');
  });

  it('may pass by itself when nobody has decided it', () => {
    assert.deepEqual(failureOf({ code: '', message: 'net::ERR', cause: '' }), {
      code: 'MODEL_UNAVAILABLE',
      message: 'net::ERR',
      retryable: true,
    });
    assert.equal(failureOf({ code: '', message: '', cause: '' }).message, 'The editor gave no reason.');
  });

  it('says before a start what to do about it', () => {
    const words = (code: Parameters<typeof refusal>[0]) => failureWords(refusal(code, 'quota'), 'Model One', asWritten);
    assert.match(words('MODEL_CONSENT_MISSING'), /does not let IAMA use Model One.*nothing was started/);
    assert.match(words('MODEL_BLOCKED'), /quota/);
    assert.match(words('MODEL_GONE'), /Choose another one/);
    assert.match(words('MODEL_UNAVAILABLE'), /gave no answer: quota/);
  });
});
