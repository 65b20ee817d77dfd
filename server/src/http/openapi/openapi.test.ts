import assert from 'node:assert/strict';
import { ERROR_CATALOGUE } from '@iama/contracts/error/catalogue';
import { ROUTES } from '@iama/contracts/http/routes';
import type { RouteShape } from '@iama/contracts/http/route';
import { buildHttp } from '../build-http.ts';
import { fakeHttpDeps } from '../testing/http-deps.fake.ts';
import { escapeHtml } from './escape-html.ts';
import { schemaText } from './schema-text.ts';

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, { description: string }> }>>;
  components: { schemas: Record<string, object> };
}

/** As the requirements name them, below `/api/v1`. */
const PROMISED = [
  'GET /subscription/me',
  'GET /usage/summary',
  'GET /usage/job/{job_id}',
  'GET /billing/plan',
  'GET /billing/usage-report',
  'POST /jobs',
  'GET /jobs',
  'GET /jobs/{job_id}',
  'POST /jobs/{job_id}/start',
  'DELETE /jobs/{job_id}',
  'POST /jobs/{job_id}/heartbeat',
  'POST /jobs/{job_id}/force-terminate',
  'GET /jobs/{job_id}/proposals',
  'POST /jobs/{job_id}/proposals/select',
  'GET /jobs/{job_id}/enterprise-report',
  'GET /jobs/{job_id}/spec',
  'PATCH /jobs/{job_id}/spec',
  'POST /jobs/{job_id}/spec/nl-convert',
  'POST /jobs/{job_id}/spec/approve',
  'GET /jobs/{job_id}/logs',
  'GET /jobs/{job_id}/delivery',
  'POST /jobs/{job_id}/delivery/apply',
  'POST /jobs/{job_id}/delivery/revert',
  'GET /jobs/{job_id}/fallback',
  'POST /jobs/{job_id}/intervention/deep-fix',
  'POST /jobs/{job_id}/intervention/command',
  'POST /jobs/{job_id}/intervention/run-tests',
];

describe('the API description', () => {
  let document: Document;
  let page: string;
  let policy: unknown;

  before(async () => {
    const server = await buildHttp(fakeHttpDeps().deps);
    document = (await server.inject('/api/openapi.json')).json<Document>();
    const response = await server.inject('/api/docs');
    page = response.body;
    policy = response.headers['content-security-policy'];
    await server.close();
  });

  it('has every route with every error it may answer', () => {
    assert.match(document.openapi, /^3\.1\./);
    for (const [id, { method, path, status, errors }] of Object.entries<RouteShape>(ROUTES)) {
      const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
      assert.equal(operation?.operationId, id);
      assert.ok(operation.responses[status], id);
      for (const code of errors) {
        const answer = operation.responses[ERROR_CATALOGUE[code].status];
        assert.ok(answer?.description.includes(`\`${code}\``), `${id} ${code}`);
      }
    }
  });

  it('has every endpoint that the product is to have for a job and an account', () => {
    const missing = PROMISED.filter((endpoint) => {
      const [method = '', path = ''] = endpoint.split(' ');
      return document.paths[`/api/v1${path}`]?.[method.toLowerCase()] === undefined;
    });
    assert.deepEqual(missing, []);
  });

  it('points only at shapes that are there, each under one name', () => {
    const names = Object.keys(document.components.schemas);
    const used = JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g);
    for (const [, name = ''] of used) assert.ok(names.includes(name), name);
    assert.deepEqual(
      names.filter((name) => name.endsWith('Output')),
      [],
    );
  });

  it('is a page that needs no script and no network, and has an anchor for every operation and error', () => {
    assert.doesNotMatch(page, /<script|https?:\/\/|@import|url\(/);
    assert.match(String(policy), /default-src 'none'/);
    for (const id of Object.keys(ROUTES)) assert.ok(page.includes(`id="${id}"`), id);
    for (const code of Object.keys(ERROR_CATALOGUE)) assert.ok(page.includes(`id="error-${code}"`), code);
    const targets = page.matchAll(/href="#([\w.-]+)"/g);
    for (const [, target = ''] of targets) assert.ok(page.includes(`id="${target}"`), target);
  });
});

describe('escapeHtml', () => {
  it('leaves no way out of text or attribute', () => {
    assert.equal(escapeHtml(`<a href="x" o='y'>&`), '&lt;a href=&quot;x&quot; o=&#39;y&#39;&gt;&amp;');
    assert.equal(escapeHtml('send `a<b` now'), 'send <code>a&lt;b</code> now');
  });
});

describe('schemaText', () => {
  it('reads like a type', () => {
    const schema = {
      type: 'object',
      properties: {
        id: { type: 'string', format: 'uuid' },
        kind: { enum: ['a', 'b'] },
        job: { $ref: '#/components/schemas/Job' },
        tags: { type: 'array', items: { type: 'string' } },
        failure: { anyOf: [{ type: 'null' }, { const: 7 }] },
        more: { type: 'object', additionalProperties: { type: 'number' } },
      },
      required: ['id', 'kind'],
    };
    assert.equal(
      schemaText(schema),
      `{
  id: string (uuid)
  kind: "a" | "b"
  job?: schema:Job
  tags?: (string)[]
  failure?: null | 7
  more?: { [name]: number }
}`,
    );
  });
});
