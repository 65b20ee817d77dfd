/** `npm run chaos [-- --seed N --jobs N --kills N]`: kill -9 of servers and workers while jobs run, then a search for faults. */
import { parseArgs } from 'node:util';
import { countEndings, findFaults } from './find-faults.ts';
import { runStorm } from './storm.ts';
import { withDatabase } from '../load/database.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    jobs: { type: 'string', default: '200' },
    kills: { type: 'string', default: '50' },
  },
});
const [seed, jobs, kills] = [Number(values.seed), Number(values.jobs), Number(values.kills)];
console.log(`${jobs} jobs, ${kills} kills, seed ${seed}`);

const began = performance.now();
const faults = await withDatabase(async (url) => {
  const unfinished = await runStorm({ url, seed, jobs, kills, say: (line) => console.log(line) });
  for (const [ending, count] of Object.entries(await countEndings(url))) console.log(`${count} ${ending}`);
  return [...unfinished, ...(await findFaults(url))];
});
const seconds = ((performance.now() - began) / 1000).toFixed(0);
for (const fault of faults) console.log(`FAULT  ${fault}`);
console.log(`${faults.length === 0 ? 'No fault' : `${faults.length} faults`} in ${seconds} s (seed ${seed})`);
process.exitCode = faults.length === 0 ? 0 : 1;
