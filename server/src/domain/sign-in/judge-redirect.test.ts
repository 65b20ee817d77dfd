import assert from 'node:assert/strict';
import { judgeRedirect } from './judge-redirect.ts';

const PLACES = { origin: 'https://iama.example.test', hosts: ['code.example.test', 'dev.example.test:8443'] };

describe('judgeRedirect', () => {
  for (const [redirect_uri, kind, address] of [
    ['vscode://iama.extension/auth', 'app', 'vscode://iama.extension'],
    ['vscode-insiders://iama.extension/auth?windowId=2', 'app', 'vscode-insiders://iama.extension'],
    ['code-oss://iama.extension', 'app', 'code-oss://iama.extension'],
    ['vscodium://iama.extension/auth', 'app', 'vscodium://iama.extension'],
    ['cursor://iama.extension/auth', 'app', 'cursor://iama.extension'],
    ['windsurf://iama.extension/auth', 'app', 'windsurf://iama.extension'],
    ['http://127.0.0.1:49152/callback', 'loopback', 'http://127.0.0.1:49152'],
    ['http://[::1]:8000/', 'loopback', 'http://[::1]:8000'],
    [
      'http://localhost:8000/callback?vscode-reqid=1&vscode-scheme=code-oss&vscode-authority=iama.extension',
      'loopback',
      'http://localhost:8000',
    ],
    ['https://iama.example.test/editor/callback', 'website', 'https://iama.example.test'],
    ['https://code.example.test/callback', 'website', 'https://code.example.test'],
    ['https://CODE.example.test:443/callback', 'website', 'https://code.example.test'],
    ['http://dev.example.test:8443/callback', 'website', 'http://dev.example.test:8443'],
  ] as const) {
    it(`takes ${redirect_uri}`, () => {
      const judged = judgeRedirect(redirect_uri, PLACES);
      assert.ok(judged.allowed);
      assert.deepEqual([judged.target.kind, judged.target.address], [kind, address]);
    });
  }

  for (const redirect_uri of [
    // another extension, or one that only looks like ours
    'vscode://evil.extension/auth',
    'vscode://iama.extension.evil/auth',
    'vscode://iama.extension@evil.extension/auth',
    'vscode://iama.extension:80/auth',
    'vscode://IAMA.extension/auth',
    'vscode:iama.extension/auth',
    'vscode:///iama.extension/auth',
    'http://localhost:8000/callback?vscode-authority=evil.extension',
    // other schemes
    'javascript:alert(1)//iama.extension',
    'javascript://iama.extension/%0aalert(1)',
    'data:text/html,iama.extension',
    'file://iama.extension/auth',
    'evil://iama.extension/auth',
    // other hosts
    'https://evil.test/callback',
    'https://127.0.0.1.evil.test/',
    'https://localhost.evil.test/',
    'http://127.0.0.1@evil.test/',
    'https://code.example.test@evil.test/',
    'https://code.example.test.evil.test/',
    'https://evil.code.example.test/',
    'https://code.example.test:8443/',
    'https://dev.example.test/',
    'http://iama.example.test/',
    '//code.example.test/callback',
    'https:\\\\code.example.test/callback',
    'http://127.0.0.1\\@evil.test/',
    'http://127.0.0.1:80\t@evil.test/',
    'http://128.0.0.1/',
    // what would answer for us, or hide the answer
    'vscode://iama.extension/auth?code=mine',
    'vscode://iama.extension/auth?state=mine',
    'http://127.0.0.1/?error=x',
    'vscode://iama.extension/auth#',
    'vscode://iama.extension/a uth',
    // a name in front of a host makes it look like another one
    'vscode://evil.test@iama.extension/auth',
    'http://:evil.test@127.0.0.1/',
    'auth',
    '',
  ]) {
    it(`refuses ${JSON.stringify(redirect_uri)}`, () => {
      const judged = judgeRedirect(redirect_uri, PLACES);
      assert.ok(!judged.allowed);
      assert.match(judged.why, /\.$/);
    });
  }
});
