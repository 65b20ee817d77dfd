/**
 * `npm run chaos [-- --goals --seed N --jobs N --kills N]`: kill -9 of servers and workers while jobs run, then a search for faults.
 * `--goals`: jobs by a model that is as bad as models can be; its own book is compared with the ledger.
 */
import { parseArgs } from 'node:util';
import { countEndings, findFaults } from './find-faults.ts';
import { runGoalStorm } from './goals/goal-storm.ts';
import { runStorm } from './storm.ts';
import { withDatabase } from '../load/database.ts';

const { values } = parseArgs({
  options: {
    goals: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    jobs: { type: 'string', default: '200' },
    kills: { type: 'string', default: '50' },
  },
});
const [seed, jobs, kills] = [Number(values.seed), Number(values.jobs), Number(values.kills)];
const { goals } = values;
console.log(`${jobs} jobs${goals ? ' by a model' : ''}, ${kills} kills, seed ${seed}`);

const began = performance.now();
const faults = await withDatabase(async (url) => {
  const storm = { url, seed, jobs, kills, say: (line: string) => console.log(line) };
  const unfinished = await (goals ? runGoalStorm(storm) : runStorm(storm));
  for (const [ending, count] of Object.entries(await countEndings(url))) console.log(`${count} ${ending}`);
  return [...unfinished, ...(await findFaults(url))];
});
const seconds = ((performance.now() - began) / 1000).toFixed(0);
for (const fault of faults) console.log(`FAULT  ${fault}`);
console.log(`${faults.length === 0 ? 'No fault' : `${faults.length} faults`} in ${seconds} s (seed ${seed})`);
process.exitCode = faults.length === 0 ? 0 : 1;
