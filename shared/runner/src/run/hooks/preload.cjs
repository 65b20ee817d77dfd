'use strict';
// Loaded into every Node process of a test run (NODE_OPTIONS=--require). Where the process is a test tool's command line, its
// arguments get our reporter, so that results come out in one format however many scripts stand in between. The
// repository's own files and configuration stay as they are. Must run on every Node a repository may use.
const fs = require('node:fs');
const path = require('node:path');

const folder = process.env.IAMA_RESULTS_DIR;
try {
  if (folder && process.argv[1]) hook(fs.realpathSync(process.argv[1]).split(path.sep).join('/'));
} catch {
  // Not a file we can look at: not a test tool.
}

function hook(program) {
  if (/\/mocha\/(bin\/_?mocha(\.js)?|lib\/cli\/cli\.js)$/.test(program)) {
    add('mocha', [/^(--reporter|-R)$/, /^-w$|^--watch$/], ['--reporter', path.join(__dirname, 'mocha-reporter.cjs')]);
  } else if (/\/(jest|jest-cli)\/bin\/jest\.js$|\/react-scripts\/scripts\/test\.js$/.test(program)) {
    const reporter = path.join(__dirname, 'jest-reporter.cjs');
    const flags = ['--reporters=default', `--reporters=${reporter}`, '--coverage=false'];
    add('jest', [/^--reporters$/, /^--(watch|watchAll|coverage|collectCoverage|json)$/], flags);
  } else if (program.endsWith('/vitest/vitest.mjs') && !/^(bench|list|init|typecheck)$/.test(process.argv[2] || '')) {
    const file = path.join(folder, `vitest-${process.pid}-${Date.now()}.json`);
    const flags = [
      '--watch=false',
      '--coverage.enabled=false',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ];
    if (add('vitest', [/^--(reporter|outputFile)$/, /^(-w|--watch|--coverage|--ui)$/], flags))
      record({ type: 'start', framework: 'vitest', file });
  } else if (/\/ava\/(entrypoints\/cli\.mjs|cli\.(m?js))$/.test(program)) {
    add('ava', [/^$/, /^(-w|--watch)$/], ['--tap']);
  }
}

/** Takes `[option with a value, plain options]` out of the arguments and puts ours in, before a `--`. */
function add(framework, [valued, plain], flags) {
  const args = process.argv.slice(2);
  // A tool that starts itself again hands our reporter on: then everything is in place.
  if (args.some((arg) => arg.includes(__dirname) || arg.includes(folder))) return false;
  const kept = [];
  for (let index = 0; index < args.length; index += 1) {
    const name = args[index].split('=')[0];
    if (args[index] === '--') {
      kept.push(...args.slice(index));
      break;
    }
    if (valued.test(name) && name !== '') {
      if (name === args[index]) index += 1;
    } else if (!plain.test(name)) kept.push(args[index]);
  }
  const end = kept.includes('--') ? kept.indexOf('--') : kept.length;
  kept.splice(end, 0, ...flags);
  process.argv.splice(2, process.argv.length, ...kept);
  return true;
}

function record(value) {
  fs.appendFileSync(path.join(folder, `preload-${process.pid}.ndjson`), `${JSON.stringify(value)}\n`);
}
