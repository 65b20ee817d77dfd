import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createClient } from '@iama/client/create-client';
import type { Client } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';
import type { Session } from '@iama/contracts/auth/auth';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';

const REDIRECT = 'https://code.example.test/callback?vscode-authority=iama.extension';

describe('signing an editor in', function () {
  this.timeout(60_000);
  let plane: ControlPlane;
  let anybody: Client;
  before(async () => {
    plane = await startControlPlane({
      IAMA_EDITOR_CALLBACK_HOSTS: 'code.example.test',
      IAMA_PUBLIC_URL: 'https://iama.example.test',
    });
    anybody = createClient({ base_url: plane.url, tokens: memoryTokenStore() });
  });
  after(() => plane.stop());

  async function emailOf({ tokens }: Session): Promise<string> {
    const editor = createClient({ base_url: plane.url, tokens: memoryTokenStore(tokens) });
    return (await editor.call('auth.me')).email;
  }

  it('by the browser: a code, then a session for whoever has the verifier', async () => {
    const { client, email } = await plane.newAccount();
    const code_verifier = randomBytes(32).toString('base64url');
    const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
    const { code } = await client.call('auth.handoff', {
      body: { client: 'vscode', redirect_uri: REDIRECT, code_challenge, code_challenge_method: 'S256' },
    });
    const body = { code, code_verifier, redirect_uri: REDIRECT };
    assert.equal(await emailOf(await anybody.call('auth.handoff_exchange', { body })), email);
    await assert.rejects(anybody.call('auth.handoff_exchange', { body }), { code: 'HANDOFF_CODE_USED' });
  });

  it('by a code on another screen, at the address that people know, also over a kill of the server', async () => {
    const { client, email } = await plane.newAccount();
    const { device_code, user_code, verification_uri } = await anybody.call('auth.device', {
      body: { client: 'vscode' },
    });
    assert.equal(verification_uri, 'https://iama.example.test/device');
    const poll = () => anybody.call('auth.device_token', { body: { device_code } });
    await assert.rejects(poll(), { code: 'AUTHORIZATION_PENDING' });
    await plane.kill();
    await plane.start();
    await client.call('auth.device_decide', { body: { user_code, decision: 'approve' } });
    assert.equal(await emailOf(await poll()), email);
  });
});
