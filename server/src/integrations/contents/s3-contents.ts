import { AwsClient } from 'aws4fetch';
import type { ContentStore } from '../../app/ports/content-store.ts';
import { isContentOf } from './is-content-of.ts';

export interface S3Settings {
  readonly bucket: string;
  /** Where the bucket is: http(s)://host, without a path. The bucket is named in the path. */
  readonly endpoint: string;
  readonly region: string;
  readonly access_key_id: string;
  readonly secret_access_key: string;
}

const TIMEOUT_MS = 30_000;
const RETRIES = 3;

/** Contents in a bucket that speaks S3, `artifacts/<first two digits>/<hash>`. */
export function s3Contents(settings: S3Settings): ContentStore {
  const { access_key_id: accessKeyId, secret_access_key: secretAccessKey, region } = settings;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES });
  const bucket = `${settings.endpoint}/${encodeURIComponent(settings.bucket)}`;
  const keyOf = (sha256: string): string => `${bucket}/artifacts/${sha256.slice(0, 2)}/${sha256}`;

  async function send(url: string, init: RequestInit, ok: readonly number[]): Promise<Response> {
    const response = await client.fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (ok.includes(response.status)) return response;
    await response.body?.cancel();
    throw new Error(`The store of contents answered ${init.method ?? 'GET'} with ${response.status}`);
  }

  return {
    async put(sha256, bytes) {
      // The hash is signed, so that a body that was damaged on its way is refused there.
      const headers = { 'content-type': 'application/json', 'x-amz-content-sha256': sha256 };
      await send(keyOf(sha256), { method: 'PUT', body: Uint8Array.from(bytes), headers }, [200, 201, 204]);
    },

    async get(sha256) {
      const response = await send(keyOf(sha256), {}, [200, 404]);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return response.status === 200 && isContentOf(sha256, bytes) ? bytes : null;
    },

    async remove(sha256) {
      await send(keyOf(sha256), { method: 'DELETE' }, [200, 204, 404]);
    },

    async list(prefix) {
      const found: string[] = [];
      let token: string | null = null;
      do {
        const query = new URLSearchParams({ 'list-type': '2', prefix: `artifacts/${prefix}/` });
        if (token !== null) query.set('continuation-token', token);
        const text = await (await send(`${bucket}?${query.toString()}`, {}, [200])).text();
        for (const [, sha256 = ''] of text.matchAll(/<Key>[^<]*\/([0-9a-f]{64})<\/Key>/g)) found.push(sha256);
        token = /<NextContinuationToken>([^<]+)</.exec(text)?.[1] ?? null;
      } while (token !== null);
      return found;
    },
  };
}
