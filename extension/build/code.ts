/** `npm run code`: VS Code with the packaged extension, in a profile of its own, on a fresh sample repository. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NoCodeError, findCode, openCode } from './open-code.ts';
import { DIST } from './paths.ts';

const vsix = join(DIST, `iama-${process.platform}-${process.arch}.vsix`);
try {
  const code = findCode(process.env);
  await import('./package.ts');
  const folder = await mkdtemp(join(tmpdir(), 'iama-code-'));
  const sample = await openCode({ vsix, code, folder, env: process.env });
  console.log(`VS Code is open on ${sample}. Its profile and extensions are beside it.`);
  console.log('The control plane comes from `npm start` in another terminal; the extension finds it by itself.');
} catch (error) {
  if (!(error instanceof NoCodeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
