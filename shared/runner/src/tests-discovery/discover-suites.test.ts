import assert from 'node:assert/strict';
import { discoverSuites } from './discover-suites.ts';

/** [id, line] of each suite of a repository with these files. */
function found(
  files: Readonly<Record<string, string | object>>,
  near?: string,
): readonly (readonly [string, string])[] {
  const texts = Object.entries(files).map(
    ([path, value]) => [path, typeof value === 'string' ? value : JSON.stringify(value)] as const,
  );
  const tree = { files: new Map(texts), paths: new Set(Object.keys(files)) };
  return discoverSuites(tree, near).map(({ suite, line }) => [suite.id, line] as const);
}

const scripts = (all: Readonly<Record<string, string>>, more: object = {}) => ({
  'package.json': { ...more, scripts: all },
});

describe('finding test suites', () => {
  it('takes the runner out of linters, coverage and nested scripts', () => {
    assert.deepEqual(
      found(
        scripts({
          pretest: 'npm run lint',
          lint: 'eslint . && prettier --check .',
          test: 'npm run build && nyc --reporter=lcov npm run unit -- --exit && npm run types',
          build: 'babel src -d lib',
          unit: 'NODE_ENV=test mocha "test/**/*.js"',
          types: 'tsd',
        }),
      ),
      [['mocha:.', 'babel src -d lib && NODE_ENV=test mocha "test/**/*.js" --exit']],
    );
  });

  const frameworks: readonly (readonly [string, string, string])[] = [
    ['jest --coverage', 'jest:.', 'jest --coverage'],
    ['cross-env NODE_ENV=test c8 vitest run', 'vitest:.', 'cross-env NODE_ENV=test vitest run'],
    ['node --test', 'node_test:.', 'node --test'],
    ['c8 --all node --import tsx --test "test/*.ts"', 'node_test:.', 'node --import tsx --test "test/*.ts"'],
    ['tsx --test src/*.test.ts', 'node_test:.', 'tsx --test src/*.test.ts'],
    ['node ./node_modules/mocha/bin/mocha.js -R spec', 'mocha:.', 'node ./node_modules/mocha/bin/mocha.js -R spec'],
    ['npx --no-install jest', 'jest:.', 'npx --no-install jest'],
    ['react-scripts test', 'jest:.', 'react-scripts test'],
    ['xo && ava && tsd', 'other:.', 'ava'],
    ["standard && tape 'test/*.js' | tap-spec", 'other:.', "standard && tape 'test/*.js' | tap-spec"],
    ['tsc --noEmit && tsc -p . && mocha', 'mocha:.', 'tsc -p . && mocha'],
    ['jest; true', 'jest:.', 'jest; true'],
    ['mocha $(find test -name x)', 'mocha:.', 'mocha $(find test -name x)'],
    ['nyc --require ts-node/register mocha', 'mocha:.', 'nyc --require ts-node/register mocha'],
  ];
  for (const [test, id, line] of frameworks) {
    it(`understands \`${test}\``, () => assert.deepEqual(found(scripts({ test })), [[id, line]]));
  }

  it('makes one suite for each framework of a script', () => {
    assert.deepEqual(found(scripts({ test: 'npm run a && npm run b', a: 'jest', b: 'mocha --exit' })), [
      ['jest:.', 'jest'],
      ['mocha:.', 'mocha --exit'],
    ]);
  });

  it('knows a plain script that uses node:test', () => {
    const files = { ...scripts({ test: 'node test/all' }), 'test/all.js': "import test from 'node:test';" };
    assert.deepEqual(found(files), [['node_test:.', 'node test/all']]);
  });

  it('finds nothing behind a placeholder, a linter alone, or a script that calls itself', () => {
    assert.deepEqual(found(scripts({ test: 'echo "Error: no test specified" && exit 1' })), []);
    assert.deepEqual(found(scripts({ test: 'eslint .' })), []);
    assert.deepEqual(found({ 'package.json': '{ not json' }), []);
    assert.equal(found(scripts({ test: 'npm test' })).length, 1);
  });

  it('falls back to other script names, then to the tool itself', () => {
    assert.deepEqual(found(scripts({ build: 'tsc', 'test:unit': 'vitest run' })), [['vitest:.', 'vitest run']]);
    const files = { ...scripts({}, { devDependencies: { mocha: '11' } }), 'test/a.js': '' };
    assert.deepEqual(found(files), [['mocha:.', 'mocha']]);
  });

  it('goes to the members of a monorepo when the root only delegates', () => {
    const member = (test: string) => ({ scripts: { test } });
    const files = {
      'package.json': { workspaces: ['packages/*', '!packages/skipped'], scripts: { test: 'turbo run test' } },
      'packages/a/package.json': member('jest'),
      'packages/b/package.json': member('mocha'),
      'packages/skipped/package.json': member('mocha'),
      'packages/b/node_modules/c/package.json': member('mocha'),
    };
    assert.deepEqual(found(files), [
      ['jest:packages/a', 'jest'],
      ['mocha:packages/b', 'mocha'],
    ]);
  });

  it('reads pnpm workspaces, and adds the package that holds the target', () => {
    const files = {
      'package.json': { scripts: { test: 'pnpm -r test' } },
      'pnpm-workspace.yaml': "packages:\n  # all of them\n  - 'libs/**'\n  - tools/x\ncatalog:\n  - not/this\n",
      'libs/deep/one/package.json': { scripts: { test: 'vitest run' } },
      'examples/e/package.json': { scripts: { test: 'node --test' } },
      'not/this/package.json': { scripts: { test: 'jest' } },
    };
    assert.deepEqual(found(files, 'examples/e/src/x.js'), [
      ['vitest:libs/deep/one', 'vitest run'],
      ['node_test:examples/e', 'node --test'],
    ]);
  });

  it('finds pytest by its configuration and go by its modules', () => {
    const files = {
      'pyproject.toml': '[tool.pytest.ini_options]\n',
      'tests/test_a.py': '',
      'service/go.mod': 'module x\n',
      'service/x_test.go': '',
      'empty/go.mod': 'module y\n',
    };
    assert.deepEqual(
      found(files).map(([id]) => id),
      ['pytest:.', 'go_test:service'],
    );
  });

  it('takes Python tests for those of unittest where nothing speaks of pytest', () => {
    const unittest = 'import unittest\n\n\nclass A(unittest.TestCase):\n    def test_a(self):\n        pass\n';
    const line = '"$IAMA_PYTHON" "$IAMA_UNITTEST"';
    const files = { 'setup.py': '', 'tests/test_a.py': unittest };
    assert.deepEqual(found(files), [['unittest:.', line]]);
    const pytest = [['pytest:.', '"$IAMA_PYTHON" -m pytest']];
    assert.deepEqual(found({ ...files, 'tests/test_b.py': 'def test_b():\n    assert True\n' }), pytest);
    assert.deepEqual(found({ ...files, 'tests/conftest.py': '' }), pytest);
    assert.deepEqual(found({ ...files, 'requirements-dev.txt': 'pytest==8\n' }), pytest);
  });
});
