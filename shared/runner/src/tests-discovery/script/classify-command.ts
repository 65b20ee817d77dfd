import type { TestFramework } from '@iama/contracts/test-run/suite';

/**
 * What a command of a test script is for. `check` looks at the code without running tests (linters, type checks, size
 * limits): a test run leaves it out. `step` prepares something, or is unknown: it is kept, in order.
 */
export type Role = { readonly role: 'runner'; readonly framework: TestFramework } | { readonly role: 'check' | 'step' };

const RUNNERS: Readonly<Record<string, TestFramework>> = {
  mocha: 'mocha',
  _mocha: 'mocha',
  'mocha.js': 'mocha',
  'ts-mocha': 'mocha',
  jest: 'jest',
  'jest.js': 'jest',
  vitest: 'vitest',
  'vitest.mjs': 'vitest',
  ava: 'other',
  tap: 'other',
  tape: 'other',
  uvu: 'other',
  lab: 'other',
  jasmine: 'other',
  qunit: 'other',
  karma: 'other',
  nodeunit: 'other',
  zora: 'other',
  borp: 'node_test',
};
const CHECKS =
  /^(eslint|xo|standard|semistandard|ts-standard|neostandard|prettier|tslint|oxlint|oxfmt|biome|tsd|publint|attw|arethetypeswrong|dtslint|size-limit|bundlesize|commitlint|knip|depcheck|dependency-check|depcruise|jshint|jscs|stylelint|markdownlint(-cli2)?|remark|flow|cspell|check-dts|type-coverage|lockfile-lint|unimported|codecov|coveralls|snyk|nsp|eclint|editorconfig-checker|ls-lint|sort-package-json|madge|skott|hallmark|installed-check|browserslist|are-you-es5|es-check|echo|evalmd|aud|better-npm-audit|greenkeeper-lockfile-\w+)$/;
const IMPORTS_NODE_TEST = /(['"`])node:test(\/\w+)?\1|require\((['"])test\3\)/;

/** `readFile` gives the text of a file named on the command line, relative to the script's folder. */
export function classifyCommand(words: readonly string[], readFile: (path: string) => string | undefined): Role {
  const [first = '', ...args] = words;
  const program = first.slice(first.lastIndexOf('/') + 1);
  if (CHECKS.test(program)) return { role: 'check' };
  if (/^(tsc|vue-tsc|tsgo)$/.test(program)) return { role: args.includes('--noEmit') ? 'check' : 'step' };
  if (/^(nyc|c8)$/.test(program) && /^(report|check-coverage)$/.test(args[0] ?? '')) return { role: 'check' };
  if (/^(npm|yarn|pnpm)$/.test(program) && /^(audit|ls|pack|outdated)$/.test(args[0] ?? '')) return { role: 'check' };
  if (/^(react-scripts|craco|react-app-rewired)$/.test(program) && args[0] === 'test') return runner('jest');
  if (program === 'vitest' && /^(bench|list|init|typecheck)$/.test(args[0] ?? '')) return { role: 'check' };
  const framework = Object.hasOwn(RUNNERS, program) ? RUNNERS[program] : undefined;
  if (framework !== undefined) return runner(framework);
  if (/^(node|tsx|ts-node|ts-node-esm|nodejs)$/.test(program)) return classifyNode(args, readFile);
  if (/^(nyc|c8)$/.test(program)) {
    const inner = args.findIndex((arg) => Object.hasOwn(RUNNERS, arg));
    return inner === -1 ? { role: 'step' } : classifyCommand(args.slice(inner), readFile);
  }
  return { role: 'step' };
}

function classifyNode(args: readonly string[], readFile: (path: string) => string | undefined): Role {
  if (args.some((arg) => arg === '--test' || arg.startsWith('--test='))) return runner('node_test');
  const script = args.find((arg, index) => !arg.startsWith('-') && !takesValue(args[index - 1]));
  if (script === undefined) return { role: 'step' };
  const name = script.slice(script.lastIndexOf('/') + 1);
  const framework = Object.hasOwn(RUNNERS, name) ? RUNNERS[name] : undefined;
  if (framework !== undefined) return runner(framework);
  const path = script.replace(/^\.\//, '');
  const text = readFile(path) ?? readFile(`${path}.js`) ?? readFile(`${path}/index.js`);
  if (text !== undefined && IMPORTS_NODE_TEST.test(text)) return runner('node_test');
  return /(^|[/._-])(tests?|specs?|__tests__)([/._-]|$)/i.test(path) ? runner('other') : { role: 'step' };
}

/** Options of node whose value is the next word. */
function takesValue(option: string | undefined): boolean {
  return (
    option !== undefined &&
    /^(-r|--require|--import|--loader|--experimental-loader|-C|--conditions|--env-file|-e)$/.test(option)
  );
}

function runner(framework: TestFramework): Role {
  return { role: 'runner', framework };
}
