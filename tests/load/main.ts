/** `npm run bench`: the server's figures against their limits. They mean something on a quiet machine only. */
import { startControlPlane } from '../acceptance/control-plane.ts';
import { measureCommitToHandler } from './commit-to-handler.ts';
import { withDatabase } from './database.ts';
import { measureFanOut } from './event-fan-out.ts';
import { measureIdleMemory } from './idle-memory.ts';
import { measureJobOverhead } from './job-overhead.ts';
import { printReport } from './report.ts';
import type { Figure } from './report.ts';

const figures: Figure[] = [await measureIdleMemory(), await withDatabase(measureCommitToHandler)];
const plane = await startControlPlane({ NODE_ENV: 'production' });
try {
  figures.push(await measureJobOverhead(plane), await measureFanOut(plane));
} finally {
  await plane.stop();
}
process.exitCode = printReport(figures) ? 0 : 1;
