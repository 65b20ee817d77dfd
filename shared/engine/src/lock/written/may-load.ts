import { directoryOf, joinPath } from '../../js/paths.ts';

/** Modules that a test can need and that do nothing to anybody. */
const SCRIPT =
  /^(?:node:)?(?:assert|assert\/strict|test|util|path|url|events|buffer|querystring|string_decoder)$|^(?:mocha|chai|vitest|@jest\/globals)$/;

/** What a loaded module is to the code that is tested. */
export type Loaded = 'target' | 'workspace' | 'harmless' | 'refused';

/** A module of JavaScript or TypeScript, loaded by the file at `from`. Pure. */
export function scriptModule(from: string, source: string, targets: ReadonlySet<string>): Loaded {
  if (!/^\.{1,2}\//.test(source)) return SCRIPT.test(source) ? 'harmless' : 'refused';
  const path = joinPath(directoryOf(from), source);
  if (path === null || /(^|\/)node_modules(\/|$)/.test(path)) return 'refused';
  const plain = withoutExtension(path);
  const is = (target: string): boolean => {
    const name = withoutExtension(target);
    return target === path || name === plain || name === `${plain}/index`;
  };
  return [...targets].some(is) ? 'target' : 'workspace';
}

function withoutExtension(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '');
}
