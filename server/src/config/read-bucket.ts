import { z } from 'zod';

export interface BucketSettings {
  readonly bucket: string;
  /** http(s)://host[:port] */
  readonly endpoint: string;
  readonly region: string;
  readonly access_key_id: string;
  readonly secret_access_key: string;
}

type Place = Pick<BucketSettings, 'bucket' | 'endpoint' | 'region'>;

const USAGE = 'takes s3://bucket?region=eu-central-1, with &endpoint=https://host for another provider than AWS';

/** `s3://bucket?region=…&endpoint=…` */
export const BucketUrl = z.string().transform((text, check): Place => {
  const place = placeOf(text);
  if (place !== null) return place;
  check.addIssue({ code: 'custom', message: USAGE });
  return z.NEVER;
});

function placeOf(text: string): Place | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname: bucket, pathname, searchParams, username } = new URL(text);
  if (protocol !== 's3:' || bucket === '' || !['', '/'].includes(pathname) || username !== '') return null;
  const region = searchParams.get('region') ?? 'us-east-1';
  const endpoint = searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`;
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) return null;
  const { origin, pathname: path } = new URL(endpoint);
  return path === '/' ? { bucket, region, endpoint: origin } : null;
}

/** Null when there is none, or no key to it. */
export function bucketOf(env: {
  readonly IAMA_ARTIFACTS_URL?: Place | undefined;
  readonly IAMA_ARTIFACTS_KEY_ID?: string | undefined;
  readonly IAMA_ARTIFACTS_KEY?: string | undefined;
}): BucketSettings | null {
  const {
    IAMA_ARTIFACTS_URL: place,
    IAMA_ARTIFACTS_KEY_ID: access_key_id,
    IAMA_ARTIFACTS_KEY: secret_access_key,
  } = env;
  if (!place || access_key_id === undefined || secret_access_key === undefined) return null;
  return { ...place, access_key_id, secret_access_key };
}
