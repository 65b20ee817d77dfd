import { posix } from 'node:path';
import { moduleGraphOf } from '@iama/engine/js/module-graph';
import { typesIn } from '@iama/engine/lock/inputs/candidates-of-type';
import { constantsIn } from '@iama/engine/lock/python/constants-in';
import { docExamples } from '@iama/engine/lock/python/doc-examples';
import { findCallSites } from '@iama/engine/lock/inputs/find-call-sites';
import { moduleHints } from '@iama/engine/lock/inputs/module-hints';
import { readmeExamples } from '@iama/engine/lock/inputs/readme-examples';
import { readSignatures } from '@iama/engine/lock/inputs/read-signatures';
import type { SurveyedExport } from '@iama/engine/lock/observation';
import { planCalls } from '@iama/engine/lock/plan-calls';
import type { PlannedCalls, PlanRequest } from '@iama/engine/lock/plan-request';
import type { SourceTree } from '@iama/engine/recipe/recipe';

const MOST_CALLS = 600;

/** Which calls to try on what a file offers; null when it cannot be read as code. Pure. */
export function planFile(
  tree: SourceTree,
  path: string,
  symbol: string | null,
  exports: readonly SurveyedExport[],
  most: Pick<PlanRequest, 'most_per_function' | 'most_where_few'>,
): PlannedCalls | null {
  const text = tree.files.get(path);
  const signatures = text === undefined ? null : readSignatures(path, text);
  if (text === undefined || signatures === null) return null;
  const stem = posix.basename(path, posix.extname(path));
  const names = new Set(
    [stem, ...exports.flatMap((each) => [each.path.at(-1) ?? '', each.name, ...each.methods])].filter(Boolean),
  );
  const isPython = path.endsWith('.py');
  const told = isPython
    ? docExamples(
        path,
        text,
        exports.map((each) => each.path[0] ?? ''),
      )
    : null;
  const examples = isPython ? (told ? [told] : []) : [...readmeExamples(path, tree.files)];
  return planCalls({
    stem,
    text,
    exports,
    signatures,
    sites: findCallSites(path, new Map([...tree.files, ...examples]), names),
    context: isPython
      ? { language: 'python', types: new Map(), constants: constantsIn(path, text) }
      : { language: 'javascript', types: typesAround(tree, path, text), hints: moduleHints(path, text) },
    symbol,
    ...most,
    most: MOST_CALLS,
  });
}

/** Types that the file and what it imports declare: an argument's shape is often next door. */
function typesAround(tree: SourceTree, path: string, text: string): ReadonlyMap<string, string> {
  const near = moduleGraphOf(tree)
    .imports(path)
    .map(({ to }) => to);
  const texts = [...new Set(near)].flatMap((each) => [...typesIn(each, tree.files.get(each) ?? '')]);
  return new Map([...texts, ...typesIn(path, text)]);
}
