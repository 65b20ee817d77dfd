import { findConfinement } from '@iama/runner/sandbox/find-confinement';
import type { PinnedFile } from '@iama/runner/lock/pin-file';
import type { TestPlace } from '@iama/runner/lock/place';
import { openBench } from '@iama/runner/run/bench';
import { throwawayGate } from '@iama/runner/secrets/throwaway-gate';
import type { Workspace } from '@iama/runner/workspace/workspace';

/** How many of so many runs of the written tests pass whole, each in the same way as the repository's own tests run. */
export async function rerunTests(
  workspace: Workspace,
  { tests }: PinnedFile,
  { discovered }: TestPlace,
  {
    reruns,
    signal,
    progress,
  }: { readonly reruns: number; readonly signal: AbortSignal; readonly progress: (line: string) => void },
): Promise<number> {
  if (tests === null) return 0;
  const { suite } = discovered;
  const confinement = await findConfinement();
  const bench = await openBench({ workspace, suites: [suite], gate: throwawayGate(), signal, confinement });
  try {
    await bench.write(tests.path, tests.text);
    let passed = 0;
    for (let number = 1; number <= reruns; number += 1) {
      const { run } = await bench.run(discovered, { files: [tests.path], timeout_ms: 120_000 });
      const all = run.cases.filter(({ status }) => status === 'passed').length === tests.count;
      if (run.outcome === 'passed' && all) passed += 1;
      progress(`${tests.path}: ${passed} of ${number} runs passed`);
    }
    return passed;
  } finally {
    await bench.close();
  }
}
