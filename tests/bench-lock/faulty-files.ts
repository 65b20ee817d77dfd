import { isTest } from '@iama/engine/context/is-test';
import { lockLanguageOf } from '@iama/engine/lock/lock-language';
import { findMutants } from '@iama/engine/lock/mutate/find-mutants';
import type { SourceTree } from '@iama/engine/recipe/recipe';

const FOREIGN =
  /(^|\/)(node_modules|dist|esm|build|docs?|examples?|bench|benchmarks|vendor|[^/]*\.min\.js|setup\.py|versioneer\.py|ez_setup\.py|_version\.py|push_release\.\w+)(\/|$)/;

/** A library's own sources, those first in which most can go wrong. Not tables: in those only constants can. Pure. */
export function faultyFiles(tree: SourceTree): readonly string[] {
  return [...tree.files]
    .filter(([path]) => lockLanguageOf(path) !== null && !isTest(path) && !FOREIGN.test(path))
    .map(([path, text]) => ({ path, faults: findMutants(path, text).filter(({ kind }) => kind !== 'constant').length }))
    .toSorted((a, b) => b.faults - a.faults)
    .map(({ path }) => path);
}
