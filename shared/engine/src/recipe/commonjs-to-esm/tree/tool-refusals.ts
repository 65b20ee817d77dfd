import type { SourceTree } from '../../recipe.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { declaredPackages, manifestPath } from './manifest.ts';
import type { Manifest } from './manifest.ts';

/** Packages that hook into `require`; an ES import does not pass there. */
const LOADER_HOOKS = new Set(
  (
    'proxyquire proxyquireify rewire mockery mock-require rewiremock require-inject sandboxed-module testdouble import-fresh ' +
    'decache clear-module require-uncached import-lazy stealthy-require module-alias app-module-path esm @babel/register ' +
    'babel-register babel-core/register ts-node/register coffeescript/register coffee-script/register pirates require-hook ' +
    'node-hook requireindex require-directory require-all require-dir'
  ).split(' '),
);

/** Runners by the first major that loads ES modules by itself. */
const RUNNERS: Readonly<Record<string, number>> = { mocha: 8, ava: 4, jasmine: 4, qunit: 3, tap: 18, tape: 5 };

/** Tools that only ever read CommonJS. */
const COMMONJS_ONLY: Readonly<Record<string, string>> = {
  vows: 'vows loads its tests with require()',
  nodeunit: 'nodeunit loads its tests with require()',
  expresso: 'expresso loads its tests with require()',
  lab: 'lab measures coverage by hooking require(), and its thresholds would fail',
  '@hapi/lab': 'lab measures coverage by hooking require(), and its thresholds would fail',
  browserify: 'browserify reads CommonJS only',
  hexo: 'hexo loads code with require()',
  'react-scripts': 'react-scripts decides about modules itself',
  karma: 'karma serves the tests to a browser through its own bundling',
  electron: 'electron loads its main and preload scripts by its own rules',
};

/** Why the package must stay CommonJS, as its tools tell. Empty when none objects. */
export function toolRefusals(
  tree: SourceTree,
  directory: string,
  manifest: Manifest,
  files: readonly ModuleFacts[],
): string[] {
  const reasons: string[] = [];
  const declared = declaredPackages(manifest);
  const scripts = Object.values((manifest['scripts'] as Record<string, unknown> | undefined) ?? {})
    .filter((each): each is string => typeof each === 'string')
    .join('\n');
  const settings = [
    '.mocharc.json',
    '.mocharc.yml',
    '.mocharc.yaml',
    '.mocharc.js',
    '.mocharc.cjs',
    '.nycrc',
    '.nycrc.json',
    '.taprc',
    'test/mocha.opts',
  ]
    .map((name) => tree.files.get(directory === '.' ? name : `${directory}/${name}`) ?? '')
    .join('\n');
  const uses = (word: string): boolean => new RegExp(`(^|[\\s/"'])${word}(?![\\w-])`, 'm').test(scripts);

  if (declared.has('jest') || declared.has('ts-jest') || uses('jest') || manifest['jest'] !== undefined) {
    reasons.push(
      'its tests run with jest, which loads ES modules only behind --experimental-vm-modules and does not hoist jest.mock() above imports',
    );
  }
  for (const [name, since] of Object.entries(RUNNERS)) {
    const range = declared.get(name);
    const major = Number(/\d+/.exec(range ?? '')?.[0] ?? Number.NaN);
    if (range === undefined || !uses(name) || !(major < since)) continue;
    if (
      name === 'tap' &&
      major >= 14 &&
      /--no-check-coverage|--no-cov|--disable-coverage|check-coverage:\s*false|coverage:\s*false/.test(
        scripts + settings,
      )
    )
      continue;
    if (name === 'qunit' && major >= 2) continue;
    reasons.push(
      name === 'tap'
        ? `tap ${range} demands coverage it cannot measure for ES modules; tap 18 can`
        : `${name} ${range} does not load ES modules; ${name} ${since} and later do`,
    );
  }
  for (const [name, why] of Object.entries(COMMONJS_ONLY)) if (declared.has(name) && uses(name)) reasons.push(why);
  if (
    uses('nyc') &&
    /check-coverage["']?(:\s*true|[\s,]|$)/m.test(scripts + settings + JSON.stringify(manifest['nyc'] ?? {}))
  ) {
    reasons.push('nyc checks coverage thresholds but cannot measure ES modules; c8 can');
  }
  if (uses('istanbul')) reasons.push('istanbul cannot instrument ES modules; c8 can');
  for (const match of `${scripts}\n${settings}`.matchAll(/(?:-r|--require|require["']?\s*:)[\s"'[-]*([@\w./-]+)/g)) {
    const hook = match[1] as string;
    if (LOADER_HOOKS.has(hook) || /\/register/.test(hook))
      reasons.push(`${hook} hooks into require(), which ES imports do not pass`);
  }
  for (const facts of files) {
    const hook = facts.requires.find(
      ({ specifier }) => LOADER_HOOKS.has(specifier) || LOADER_HOOKS.has(specifier.replace(/\/.*/, '')),
    );
    if (hook && hook.specifier !== 'esm')
      reasons.push(`${facts.path} uses ${hook.specifier}, which works on require() only`);
  }
  const name = typeof manifest['name'] === 'string' ? manifest['name'] : '';
  if (
    /^(@[^/]+\/)?(eslint|babel|grunt|karma|hubot|yeoman|generator|gulp|stylelint|serverless|cordova|homebridge|node-red)-/.test(
      name,
    )
  ) {
    reasons.push(`${manifestPath(directory)} names a plug-in (${name}) that its host loads with require()`);
  }
  return [...new Set(reasons)];
}
