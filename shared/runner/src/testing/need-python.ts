import { execFile } from 'node:child_process';
import { testEnvironment } from '../run/test-environment.ts';

/**
 * Skip a test that needs Python with this module where there is none, visibly, as mocha counts it. Where `IAMA_NEEDS_PYTHON` is
 * set (in `.ci/run`), that is a failure instead.
 */
export async function needPython(test: { skip(): never }, module: 'pytest' | 'unittest'): Promise<void> {
  const env = testEnvironment(process.env, {});
  const found = await new Promise<boolean>((resolve) => {
    execFile('python3', ['-c', `import ${module}`], { env, timeout: 20_000 }, (error) => resolve(!error));
  });
  if (found) return;
  if (process.env['IAMA_NEEDS_PYTHON'] !== undefined)
    throw new Error(`python3 with ${module} has to be installed for this test.`);
  test.skip();
}
