import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { DiscoveredSuite } from './discovered-suite.ts';
import { countTestFiles } from './count-test-files.ts';
import { memberFolders, readManifest } from './package-manifest.ts';
import { delegatesToMembers, packageSuites } from './package-suites.ts';
import { unittestSuite, usesUnittestOnly } from './unittest-suites.ts';

/** More suites than this are a monorepo that should be targeted by package. */
const MOST_SUITES = 60;

/**
 * Every way to run tests that a repository declares: package scripts (members of a monorepo where the root has none of its
 * own), pytest, unittest, go test. `near` adds the package that holds that path, even if it is no member. Pure.
 */
export function discoverSuites(tree: SourceTree, near?: string): readonly DiscoveredSuite[] {
  const suites = [...javascriptSuites(tree, near), ...pythonSuites(tree), ...goSuites(tree)];
  const seen = new Map<string, number>();
  return suites.slice(0, MOST_SUITES).map((each) => {
    const count = (seen.get(each.suite.id) ?? 0) + 1;
    seen.set(each.suite.id, count);
    return count === 1 ? each : { ...each, suite: { ...each.suite, id: `${each.suite.id}#${count}` } };
  });
}

function javascriptSuites(tree: SourceTree, near: string | undefined): readonly DiscoveredSuite[] {
  const root = readManifest(tree, '.');
  const own = root ? packageSuites(root, tree) : [];
  const folders = new Set<string>();
  if (root && (own.length === 0 || delegatesToMembers(root)))
    memberFolders(root, tree).forEach((each) => folders.add(each));
  const nearest = nearestPackage(tree, near);
  if (nearest !== null && nearest !== '.') folders.add(nearest);
  const members = [...folders].flatMap((folder) => {
    const manifest = readManifest(tree, folder);
    return manifest ? packageSuites(manifest, tree) : [];
  });
  return [...own, ...members];
}

function nearestPackage(tree: SourceTree, near: string | undefined): string | null {
  if (near === undefined || near === '.') return null;
  const segments = near.split('/');
  for (let depth = segments.length; depth > 0; depth -= 1) {
    const folder = segments.slice(0, depth).join('/');
    if (tree.paths.has(`${folder}/package.json`)) return folder;
  }
  return null;
}

/** How pytest is run where no script says how. */
export const PYTEST_LINE = '"$IAMA_PYTHON" -m pytest';

function pythonSuites(tree: SourceTree): readonly DiscoveredSuite[] {
  const folders = [...tree.files].flatMap(([path, text]) => (configuresPytest(path, text) ? [folderOf(path)] : []));
  const tests = countTestFiles(tree.paths, '.', 'py');
  // Without any configuration, a Python repository's tests are run from its root, as `pytest` alone does.
  if (folders.length === 0 && tests > 0 && !tree.paths.has('package.json') && isPythonProject(tree)) {
    if (usesUnittestOnly(tree)) return [unittestSuite('.', tests)];
    folders.push('.');
  }
  return outermost(folders)
    .map((cwd) => ({ cwd, files: countTestFiles(tree.paths, cwd, 'py') }))
    .filter(({ files }) => files > 0)
    .map(({ cwd, files }) => ({
      suite: {
        id: `pytest:${cwd}`,
        framework: 'pytest',
        cwd,
        source: 'pytest',
        command: ['python', '-m', 'pytest'],
        test_files: files,
      },
      line: PYTEST_LINE,
    }));
}

function configuresPytest(path: string, text: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/(^|\/)(node_modules|fixtures?|\.venv|venv)\//.test(path)) return false;
  if (name === 'pytest.ini' || name === '.pytest.ini') return true;
  if (name === 'pyproject.toml') return /^\[tool\.pytest/m.test(text);
  if (name === 'setup.cfg') return text.includes('[tool:pytest]');
  return name === 'tox.ini' && text.includes('[pytest]');
}

function isPythonProject(tree: SourceTree): boolean {
  return (
    ['pyproject.toml', 'setup.py', 'setup.cfg', 'requirements.txt', 'conftest.py'].some((name) =>
      tree.paths.has(name),
    ) || [...tree.paths].some((path) => /^tests?\/(test_[^/]+\.py|conftest\.py)$/.test(path))
  );
}

function goSuites(tree: SourceTree): readonly DiscoveredSuite[] {
  const modules = [...tree.paths]
    .filter((path) => /(^|\/)go\.mod$/.test(path) && !path.includes('vendor/'))
    .map(folderOf);
  return modules
    .map((cwd) => ({ cwd, files: countTestFiles(tree.paths, cwd, 'go') }))
    .filter(({ files }) => files > 0)
    .map(({ cwd, files }) => ({
      suite: {
        id: `go_test:${cwd}`,
        framework: 'go_test',
        cwd,
        source: 'go test',
        command: ['go', 'test', './...'],
        test_files: files,
      },
      line: 'go test -json ./...',
    }));
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}

/** Without folders that lie in another one of the list. */
function outermost(folders: readonly string[]): readonly string[] {
  if (folders.includes('.')) return ['.'];
  return [...new Set(folders)]
    .filter((each) => !folders.some((other) => other !== each && each.startsWith(`${other}/`)))
    .toSorted();
}
