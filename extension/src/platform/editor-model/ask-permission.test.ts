import assert from 'node:assert/strict';
import { askPermission } from './ask-permission.ts';
import { EditorModelError } from './editor-model.ts';
import type { EditorModel } from './editor-model.ts';

const FACTS = { id: 'm', name: 'Model One', vendor: 'acme', family: 'm', version: '1', maxInputTokens: 1000 };

describe('the permission to use a model of the editor', () => {
  const { signal } = new AbortController();
  const model = (allowed: boolean, send: EditorModel['send']): EditorModel => ({
    ...FACTS,
    mayBeAsked: () => allowed,
    count: () => Promise.resolve(1),
    send,
  });

  it('takes no request where it is there', async () => {
    const sends = () => assert.fail('a request was sent');
    assert.equal(await askPermission(model(true, sends), signal), 0);
  });

  it('takes one where the editor has not asked yet, and no more of its answer than a piece', async () => {
    let read = 0;
    async function* send(): AsyncGenerator<string> {
      for (;;) {
        read += 1;
        yield await Promise.resolve('yes');
      }
    }
    assert.equal(await askPermission(model(false, send), signal), 1);
    assert.equal(read, 1);
  });

  it('is missing when the person refuses', async () => {
    // oxlint-disable-next-line require-yield -- it is refused before there is a piece
    async function* send(): AsyncGenerator<string> {
      await Promise.reject(new EditorModelError({ code: 'NoPermissions', message: 'No.', cause: '' }));
    }
    const refused = await askPermission(model(false, send), signal);
    assert.deepEqual(refused, { code: 'MODEL_CONSENT_MISSING', message: 'No.', retryable: false });
  });
});
