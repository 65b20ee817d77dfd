/** `npm run build`: the extension and the executor beside it, into `dist`, for the machine this runs on. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { copyRuntime } from './copy-runtime.ts';
import { DIST } from './paths.ts';

await rm(DIST, { recursive: true, force: true });
await bundle();
await copyRuntime(process.platform, process.arch, join(DIST, 'executor'));
