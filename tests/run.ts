/**
 * `npm test`: every suite that needs no extra system package, then the names of those left out, then one line with the
 * counts. `node tests/run.ts unit` runs one of them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeSuite } from './run/read-summary.ts';
import { runSuite } from './run/run-suite.ts';
import { planSuites } from './run/suites.ts';

/** The slowest suite takes a fraction of this, on a busy machine too; reaching it means that something hangs. */
const LIMIT_MS = 900_000;

const root = join(import.meta.dirname, '..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const plan = planSuites(scripts);
const only = process.argv.slice(2);
const chosen =
  only.length === 0 ? plan.run : plan.run.filter(({ script }) => only.includes(script.replace('test:', '')));

const total = { passed: 0, failed: 0, skipped: 0 };
for (const { script, what } of chosen) {
  console.log(`\n== ${script}: ${what}`);
  const started = performance.now();
  const end = judgeSuite(await runSuite(root, scripts[script] ?? '', LIMIT_MS));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `== ${script}: ${end.passed} passed, ${end.failed} failed, ${end.skipped} skipped in ${seconds} s${end.why ? `; ${end.why}` : ''}`,
  );
  total.passed += end.passed;
  total.failed += end.failed;
  total.skipped += end.skipped;
}

for (const script of plan.forgotten) {
  console.log(`\n${script} is in package.json and in neither list of tests/run/suites.ts: a suite nobody runs.`);
  total.failed += 1;
}
if (plan.leftOut.length > 0) {
  console.log('\nNot run here:');
  for (const { script, why } of plan.leftOut) console.log(`  npm run ${script}: ${why}`);
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
