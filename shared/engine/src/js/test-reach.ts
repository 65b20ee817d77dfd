import type { ModuleGraph } from './module-graph.ts';
import { reachableFrom } from './reachable.ts';
import { isTestFile } from './test-file.ts';

/** Which files the tests of a tree load. Setup files count only through the tests that import them. */
export interface TestReach {
  /** Test files, each with every file that it loads directly or through others. */
  readonly byTest: ReadonlyMap<string, ReadonlySet<string>>;
  /** Files that at least one test loads; the tests themselves are not among them unless another test loads them. */
  readonly reached: ReadonlySet<string>;
}

export function testReachOf(graph: ModuleGraph): TestReach {
  const byTest = new Map<string, ReadonlySet<string>>();
  const reached = new Set<string>();
  for (const path of graph.facts.keys()) {
    if (!isTestFile(path)) continue;
    const files = reachableFrom(graph, [path], (edge) => edge.kind !== 'mention' && !edge.typeOnly);
    files.delete(path);
    byTest.set(path, files);
    for (const file of files) reached.add(file);
  }
  return { byTest, reached };
}
