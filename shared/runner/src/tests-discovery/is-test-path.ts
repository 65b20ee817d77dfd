/** Paths that hold tests by every common convention of JavaScript, TypeScript, Python and Go. */
export function isTestPath(path: string): boolean {
  if (/(^|\/)(node_modules|fixtures?|__fixtures__|__snapshots__|__mocks__)\//.test(path)) return false;
  if (/[._-](test|spec|tests|specs)\.[cm]?[jt]sx?$/.test(path)) return true;
  if (/(^|\/)(test|tests|spec|specs|__tests__)\/.*\.[cm]?[jt]sx?$/.test(path)) return !path.endsWith('.d.ts');
  if (/(^|\/)(test|tests)\.[cm]?[jt]sx?$/.test(path)) return true;
  return /(^|\/)(test_[^/]+|[^/]+_test)\.py$/.test(path) || path.endsWith('_test.go');
}

/** Test files below a folder (`.` for all) in the framework's language. */
export function countTestFiles(paths: Iterable<string>, cwd: string, language: 'js' | 'py' | 'go'): number {
  const prefix = cwd === '.' ? '' : `${cwd}/`;
  const extension = { js: /\.[cm]?[jt]sx?$/, py: /\.py$/, go: /\.go$/ }[language];
  let count = 0;
  for (const path of paths) if (path.startsWith(prefix) && extension.test(path) && isTestPath(path)) count += 1;
  return count;
}
