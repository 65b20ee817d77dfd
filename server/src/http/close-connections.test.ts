import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { buildHttp } from './build-http.ts';
import { fakeHttpDeps } from './testing/http-deps.fake.ts';

describe('stopping the server', () => {
  it('does not wait for a connection on which nothing was ever asked, nor for one that waits for more', async () => {
    const server = await buildHttp(fakeHttpDeps().deps);
    await server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const silent = connect(port, '127.0.0.1');
    const waiting = connect(port, '127.0.0.1');
    await once(silent, 'connect');
    waiting.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(waiting, 'data');
    const gone = Promise.all([once(silent, 'close'), once(waiting.resume(), 'close')]);
    await server.close();
    await gone;
    assert.equal(server.server.listening, false);
  });
});
