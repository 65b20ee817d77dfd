/** `npm run fuzz [-- --runs N --seed N]`: every route of the table, asked with whatever comes, `--runs` times each way. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    runs: { type: 'string', default: '300' },
  },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
console.log(`${values.runs} runs of each kind, seed ${values.seed}`);
const mocha = spawn(
  process.execPath,
  [
    'node_modules/mocha/bin/mocha.js',
    '--require',
    'tests/support/postgres.ts',
    'tests/integration/http/bad-input.test.ts',
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, IAMA_SEED: values.seed, IAMA_RUNS: values.runs } },
);
const [code] = (await once(mocha, 'exit')) as [number | null];
process.exitCode = code ?? 1;
