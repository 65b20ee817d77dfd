import assert from 'node:assert/strict';
import { request } from 'node:http';
import { Problem } from '@iama/contracts/error/problem';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { createSampleJob } from './sample-job.ts';

describe('a request that is wrong', function () {
  this.timeout(60_000);
  let plane: ControlPlane;
  let token = '';
  let job_id = '';
  before(async () => {
    plane = await startControlPlane();
    const { client } = await plane.newAccount();
    token = (await client.tokens.read())?.access_token ?? '';
    job_id = (await createSampleJob(client)).id;
  });
  after(() => plane.stop());

  async function refusal(path: string, init: RequestInit & { token?: string | null }): Promise<Problem> {
    const headers = new Headers(init.headers);
    const bearer = init.token === undefined ? token : init.token;
    if (bearer !== null) headers.set('authorization', `Bearer ${bearer}`);
    if (init.body && !headers.has('content-type')) headers.set('content-type', 'application/json');
    const response = await fetch(plane.url + path, { ...init, headers });
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
    const problem = Problem.parse(await response.json());
    assert.equal(problem.status, response.status);
    assert.notEqual(problem.detail, '');
    assert.notEqual(problem.next, '');
    return problem;
  }
  const post = (body: string, headers: Record<string, string> = {}): RequestInit => ({ method: 'POST', body, headers });

  for (const [what, path, init, status, code] of [
    ['no token', '/api/v1/jobs', { token: null }, 401, 'UNAUTHENTICATED'],
    ['a token that is none', '/api/v1/jobs', { token: 'x.y.z' }, 401, 'UNAUTHENTICATED'],
    ['a wrong type', '/api/v1/projects', post('{"name": 7, "fingerprint": "abcdefgh"}'), 400, 'VALIDATION_FAILED'],
    ['a missing field', '/api/v1/projects', post('{}'), 400, 'VALIDATION_FAILED'],
    ['a body that is no JSON', '/api/v1/projects', post('{"name": '), 400, 'MALFORMED_JSON'],
    [
      'another media type',
      '/api/v1/projects',
      post('name=x', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['an id that is none', '/api/v1/jobs/42', {}, 400, 'VALIDATION_FAILED'],
    ['a limit out of bounds', '/api/v1/jobs?limit=0', {}, 400, 'VALIDATION_FAILED'],
    ['a cursor that is none', '/api/v1/jobs?cursor=abc', {}, 400, 'CURSOR_INVALID'],
    ['a route that is none', '/api/v1/nothing', {}, 404, 'ROUTE_NOT_FOUND'],
    ['a method that is none', '/api/v1/jobs', { method: 'PATCH' }, 405, 'METHOD_NOT_ALLOWED'],
  ] as const) {
    it(`with ${what} is refused as ${code}`, async () => {
      const problem = await refusal(path, init);
      assert.deepEqual([problem.status, problem.code], [status, code]);
    });
  }

  it('names the field that is wrong', async () => {
    const problem = await refusal('/api/v1/projects', post('{"name": 7, "fingerprint": "abcdefgh"}'));
    assert.match(problem.errors?.[0]?.path ?? '', /name/);
  });

  for (const [path, bytes] of [
    ['/api/v1/projects', 300 * 1024],
    ['/api/v1/jobs/{job}/delivery/revert', 5 * 1024 * 1024],
  ] as const) {
    it(`with ${bytes} bytes for ${path} is refused as PAYLOAD_TOO_LARGE`, async () => {
      const url = plane.url + path.replace('{job}', job_id);
      const problem = await uploadUntilAnswered(url, JSON.stringify({ files: [], junk: 'x'.repeat(bytes) }));
      assert.deepEqual([problem.status, problem.code], [413, 'PAYLOAD_TOO_LARGE']);
    });
  }

  /** The server may answer and hang up while we still write: what counts is that the answer can be read. */
  function uploadUntilAnswered(url: string, body: string): Promise<Problem> {
    return new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      const upload = request(url, { method: 'POST', headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          upload.destroy();
          resolve(Problem.parse(JSON.parse(Buffer.concat(chunks).toString())));
        });
        response.on('error', reject);
      });
      upload.on('error', reject);
      // The head first: a refusal by length needs no more, and a client that waits for it can read it.
      upload.write(body.slice(0, 1000));
    });
  }

  it('leads nowhere near a file of the server', async () => {
    const response = await fetch(`${plane.url}/..%2f..%2fpackage.json`);
    assert.doesNotMatch(await response.text(), /"workspaces"/);
  });
});
