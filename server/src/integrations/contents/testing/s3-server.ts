import { createHash, createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface S3Server {
  readonly endpoint: string;
  /** By key, without the bucket. */
  readonly objects: Map<string, Buffer>;
  /** Status codes for the next requests, before anything is looked at. */
  readonly failures: number[];
  close(): Promise<void>;
}

export interface S3Account {
  readonly access_key_id: string;
  readonly secret_access_key: string;
  readonly region: string;
  readonly bucket: string;
}

/** Lists so many keys at once, so that whoever lists has to go on. */
const PAGE = 2;

/** Enough of S3 for one bucket over real HTTP: it works out each signature (version 4) itself, and refuses what does not agree. */
export async function startS3Server(account: S3Account): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const failures: number[] = [];
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const failure = failures.shift();
    if (failure !== undefined) return void response.writeHead(failure).end();
    if (!isSigned(request, body, account))
      return void response.writeHead(403).end('<Code>SignatureDoesNotMatch</Code>');
    const url = new URL(request.url ?? '', 'http://s3');
    const [, bucket, ...rest] = url.pathname.split('/');
    const key = rest.join('/');
    if (bucket !== account.bucket) return void response.writeHead(404).end();
    if (request.method === 'PUT') objects.set(key, body);
    else if (request.method === 'DELETE') objects.delete(key);
    else if (key === '') return void response.writeHead(200).end(listing(url.searchParams));
    else {
      const found = objects.get(key);
      return void response.writeHead(found ? 200 : 404).end(found ?? '<Code>NoSuchKey</Code>');
    }
    response.writeHead(request.method === 'PUT' ? 200 : 204).end();
  }
  function listing(query: URLSearchParams): string {
    const all = [...objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '')).toSorted();
    const from = Number(query.get('continuation-token') ?? '0');
    const keys = all.slice(from, from + PAGE).map((key) => `<Contents><Key>${key}</Key></Contents>`);
    const more = from + PAGE < all.length ? `<NextContinuationToken>${from + PAGE}</NextContinuationToken>` : '';
    return `<ListBucketResult>${keys.join('')}${more}</ListBucketResult>`;
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    failures,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

function isSigned(request: IncomingMessage, body: Buffer, account: S3Account): boolean {
  const { headers, method = '', url = '' } = request;
  const sent =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8}\/[^/]+\/s3\/aws4_request), SignedHeaders=([^,]+), Signature=(\w+)$/.exec(
      headers.authorization ?? '',
    );
  const [, id, scope = '', names = '', signature] = sent ?? [];
  const payload = String(headers['x-amz-content-sha256']);
  if (id !== account.access_key_id || scope.split('/')[1] !== account.region) return false;
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== hash(body)) return false;
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const query = [...searchParams].map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, pathname, query.toSorted().join('&'), lines.join(''), names, payload].join('\n');
  const text = ['AWS4-HMAC-SHA256', String(headers['x-amz-date']), scope, hash(Buffer.from(canonical))].join('\n');
  const key = scope.split('/').reduce<Buffer | string>((by, part) => mac(by, part), `AWS4${account.secret_access_key}`);
  return mac(key, text).toString('hex') === signature;
}

function mac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
