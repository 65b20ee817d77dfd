import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { DiscoveredSuite } from './discovered-suite.ts';

/** How Python's own test tool is run. */
export const UNITTEST_LINE = '"$IAMA_PYTHON" "$IAMA_UNITTEST"';

/** Python's own test tool, told to write down what it sees; `files` below the folder count. */
export function unittestSuite(cwd: string, test_files: number, id = `unittest:${cwd}`): DiscoveredSuite {
  return {
    suite: { id, framework: 'unittest', cwd, source: 'unittest', command: ['python', '-m', 'unittest'], test_files },
    line: UNITTEST_LINE,
  };
}

const PYTHON_TEST = /(^|\/)(test_?[^/]*|[^/]+_test)\.py$/;
const NEEDS_PYTEST = /^[ \t]*(?:import pytest\b|from (?:_?pytest|hypothesis)\b)|^(?:async )?def test|^[ \t]*@pytest\b/m;
const SETUP = /(^|\/)(setup\.(py|cfg)|pyproject\.toml|tox\.ini|requirements[\w.-]*\.txt|noxfile\.py|Pipfile)$/;

/** Whether a repository's Python tests are all `unittest.TestCase`, and nothing in it speaks of pytest. Pure. */
export function usesUnittestOnly({ files, paths }: SourceTree): boolean {
  if ([...paths].some((path) => /(^|\/)conftest\.py$/.test(path))) return false;
  const texts = [...files].filter(([path]) => PYTHON_TEST.test(path)).map(([, text]) => text);
  const setups = [...files].filter(([path]) => SETUP.test(path)).map(([, text]) => text);
  const isUnittest = texts.some((text) => /\bunittest\b/.test(text));
  return (
    isUnittest && !texts.some((text) => NEEDS_PYTEST.test(text)) && !setups.some((text) => /\bpytest\b/.test(text))
  );
}
