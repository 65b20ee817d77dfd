import { baseNameOf, hasFolder } from '../../../js/paths.ts';

/** Files that a test runner collects or that stand among them. */
export function isTestFile(path: string): boolean {
  return (
    hasFolder(path, /^(tests?|specs?|__tests__)$/) ||
    /[._-](test|spec)\.[cm]?[jt]sx?$/.test(path) ||
    /^tests?\.[cm]?js$/.test(baseNameOf(path))
  );
}

/** Code that tests read, copy or run as data. */
export function isFixture(path: string): boolean {
  return hasFolder(path, /^(__)?(fixtures?|testdata|test-data|mocks?|snapshots?)(__)?$/);
}

/** Configuration that a tool finds by its name. */
export function isConfigFile(path: string): boolean {
  return /(\.(config|conf)|^gulpfile|^Gruntfile|^Gulpfile|^\.[\w.-]+)\.js$/.test(baseNameOf(path));
}

/** Code that is only read by a person or a browser, or made by a tool. */
export function isVendored(path: string): boolean {
  return (
    hasFolder(path, /^(node_modules|vendor|third[_-]party|bower_components|dist|build|coverage|out)$/) ||
    isMinified(path)
  );
}

export function isMinified(path: string): boolean {
  return /[.-]min\.js$/.test(path);
}
