import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startControlPlane } from '../acceptance/control-plane.ts';
import type { ControlPlane } from '../acceptance/control-plane.ts';
import { openBrowser } from './open-browser.ts';

describe('signing an editor in, in Chromium', function () {
  this.timeout(120_000);
  let plane: ControlPlane;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let account: { email: string; password: string };
  /** Plays the editor: it waits for the browser to come back. */
  let editor: Server;
  let redirect_uri: string;

  before(async () => {
    plane = await startControlPlane();
    browser = await openBrowser();
    editor = createServer((_request, response) => response.end('<title>back in the editor</title>'));
    await once(editor.listen(0, '127.0.0.1'), 'listening');
    redirect_uri = `http://127.0.0.1:${(editor.address() as AddressInfo).port}/callback?vscode-reqid=a%2Fb`;
  });
  after(async () => {
    await browser?.close();
    editor?.close();
    await plane?.stop();
  });
  beforeEach(async () => {
    account = await plane.newAccount();
    context = await browser.newContext();
    page = await context.newPage();
  });
  afterEach(() => context.close());

  const code_verifier = randomBytes(32).toString('base64url');
  const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
  const address = (more: Record<string, string> = {}): string => {
    const query = { client: 'vscode', redirect_uri, state: 'x&y=z', code_challenge, code_challenge_method: 'S256' };
    return `${plane.url}/sign-in/editor?${new URLSearchParams({ ...query, ...more }).toString()}`;
  };

  async function signIn(): Promise<void> {
    await page.getByLabel('E-mail').fill(account.email);
    await page.getByLabel('Password').fill(account.password);
    await page.keyboard.press('Enter');
  }

  /** What the browser comes back with. */
  async function comesBack(): Promise<URL> {
    const [request] = (await once(editor, 'request')) as [IncomingMessage];
    return new URL(request.url ?? '', redirect_uri);
  }

  it('asks before it gives a code, says where to, and works by the keyboard alone', async () => {
    await page.goto(address());
    await signIn();
    const heading = page.getByRole('heading', { name: /^Sign Visual Studio Code in at 127\.0\.0\.1:\d+\?$/ });
    await heading.waitFor();
    assert.equal(await heading.evaluate((element) => element === element.ownerDocument.activeElement), true);
    await page.getByText(account.email).last().waitFor();
    const back = comesBack();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const { searchParams } = await back;
    assert.deepEqual([...searchParams.keys()], ['vscode-reqid', 'code', 'state']);
    assert.deepEqual([searchParams.get('vscode-reqid'), searchParams.get('state')], ['a/b', 'x&y=z']);
    const anybody = createClient({ base_url: plane.url, tokens: memoryTokenStore() });
    const body = { code: searchParams.get('code') ?? '', code_verifier, redirect_uri };
    assert.equal((await anybody.call('auth.handoff_exchange', { body })).user.email, account.email);
  });

  it('goes back without a code on Cancel', async () => {
    await page.goto(address());
    await signIn();
    const back = comesBack();
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.equal((await back).searchParams.get('error'), 'access_denied');
  });

  it('asks for no password again while another tab is signed in, and signing out here leaves that one alone', async () => {
    await page.goto(plane.url);
    await signIn();
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
    const second = await context.newPage();
    await second.goto(address({ redirect_uri: 'vscode://iama.extension/auth' }));
    await second.getByRole('heading', { name: 'Sign Visual Studio Code in?' }).waitFor();
    await second.getByRole('button', { name: 'Sign out' }).click();
    await second.getByLabel('Password').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  });

  for (const [what, more] of [
    ['another host', { redirect_uri: 'https://evil.test/' }],
    ['a script', { redirect_uri: 'javascript:alert(1)' }],
    ['another extension', { redirect_uri: 'vscode://evil.extension/auth' }],
    ['no proof', { code_challenge: '' }],
    ['a proof in the clear', { code_challenge_method: 'plain' }],
  ] as const) {
    it(`asks for no password when it would go to ${what}`, async () => {
      await page.goto(address(more));
      await page.getByRole('heading', { name: 'This sign-in cannot go on' }).waitFor();
      assert.equal(await page.getByLabel('Password').count(), 0);
    });
  }

  it('confirms a code from another screen, and never by the address alone', async () => {
    const anybody = createClient({ base_url: plane.url, tokens: memoryTokenStore() });
    const asked = await anybody.call('auth.device', { body: { client: 'vscode' } });
    const poll = () => anybody.call('auth.device_token', { body: { device_code: asked.device_code } });
    await page.goto(asked.verification_uri_complete);
    await signIn();
    await page.getByLabel('Code').waitFor();
    assert.equal(await page.getByLabel('Code').inputValue(), asked.user_code);
    await assert.rejects(poll(), { code: 'AUTHORIZATION_PENDING' });
    await page.getByLabel('Code').fill('BCDF-GHJK');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'USER_CODE_UNKNOWN' }).waitFor();
    await page.getByLabel('Code').fill(asked.user_code.toLowerCase());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sign in Visual Studio Code?' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'It is signed in' }).waitFor();
    assert.equal((await poll()).user.email, account.email);
  });
});
