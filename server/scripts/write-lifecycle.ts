import { readFile, writeFile } from 'node:fs/promises';
import { renderLifecycle } from '../src/domain/refactor/render-lifecycle.ts';

/** Writes docs/job-lifecycle.md from the statechart; with `--check` it only says whether the file is up to date. */

const FILE = new URL('../../docs/job-lifecycle.md', import.meta.url);
const wanted = renderLifecycle();

if (process.argv.includes('--check')) {
  const found = await readFile(FILE, 'utf8').catch(() => '');
  if (found !== wanted) {
    console.error('docs/job-lifecycle.md is not what the statechart says. Run `npm run docs:lifecycle`.');
    process.exitCode = 1;
  }
} else {
  await writeFile(FILE, wanted);
  console.log('docs/job-lifecycle.md written.');
}
