import assert from 'node:assert/strict';
import { EditorRequest } from '@iama/contracts/auth/handoff';
import { readSignInAnswer, signInPage } from './sign-in-request.ts';

const REQUEST: EditorRequest = {
  client: 'code-oss',
  redirect_uri: 'http://127.0.0.1:8080/callback?vscode-reqid=1&vscode-scheme=code-oss&vscode-authority=iama.extension',
  code_challenge: 'a'.repeat(43),
  code_challenge_method: 'S256',
  state: 'xyz_-',
};

describe('asking the browser for a sign-in', () => {
  it('survives an editor that unescapes what it opens', () => {
    const page = signInPage('https://iama.example.com', REQUEST);
    assert.equal(decodeURIComponent(page), page);
    const wrapped = new URL(page).searchParams.get('request') ?? '';
    const query = new URLSearchParams(Buffer.from(wrapped, 'base64url').toString());
    assert.deepEqual(EditorRequest.parse(Object.fromEntries(query)), REQUEST);
  });

  it('takes a code only for its own question', () => {
    assert.deepEqual(readSignInAnswer('code=c&state=s', 's'), { kind: 'code', code: 'c' });
    assert.deepEqual(readSignInAnswer('code=c&state=other', 's'), { kind: 'foreign' });
    assert.deepEqual(readSignInAnswer('code=c', 's'), { kind: 'foreign' });
    assert.deepEqual(readSignInAnswer('error=access_denied&state=s', 's'), { kind: 'refused' });
    assert.deepEqual(readSignInAnswer('state=s', 's'), { kind: 'foreign' });
  });
});
