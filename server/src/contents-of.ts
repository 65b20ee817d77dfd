import { join } from 'node:path';
import type { ContentStore } from './app/ports/content-store.ts';
import type { Config } from './config/read-config.ts';
import { fileContents } from './integrations/contents/file-contents.ts';
import { s3Contents } from './integrations/contents/s3-contents.ts';

/** The bucket that is configured, else files in the data folder. */
export function contentsOf({ bucket, data_dir }: Pick<Config, 'bucket' | 'data_dir'>): ContentStore {
  return bucket === null ? fileContents(join(data_dir, 'artifacts')) : s3Contents(bucket);
}
