import { writeFile } from 'node:fs/promises';
import type MochaClass from 'mocha';
import { readPlan } from './plan.ts';
import type { Results } from './plan.ts';

/** More than a window's first commands take on a busy machine. */
const TEST_LIMIT_MS = 30_000;

/** What VS Code calls in its extension host. It exits red when this rejects. */
export async function run(): Promise<void> {
  const { files, mocha: url, results } = readPlan();
  const { default: Mocha } = (await import(url)) as { default: typeof MochaClass };
  const mocha = new Mocha({ ui: 'bdd', timeout: TEST_LIMIT_MS, forbidOnly: true, reporter: 'spec', color: false });
  for (const file of files) mocha.addFile(file);
  const tests: Results['tests'][number][] = [];
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => tests.push({ title: test.fullTitle(), state: 'passed', error: null }));
    runner.on('pending', (test) => tests.push({ title: test.fullTitle(), state: 'skipped', error: null }));
    runner.on('fail', (test, error: Error) =>
      tests.push({ title: test.fullTitle(), state: 'failed', error: error.stack ?? error.message }),
    );
  });
  await writeFile(results, JSON.stringify({ tests } satisfies Results));
  if (failed > 0) throw new Error(`${failed} tests failed.`);
}
