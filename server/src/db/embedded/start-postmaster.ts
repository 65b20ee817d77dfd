import { setTimeout as delay } from 'node:timers/promises';
import { explainFailure } from './explain-failure.ts';
import { freePort } from './free-port.ts';
import { launchPostmaster } from './postmaster.ts';
import type { Launch, PostmasterOptions } from './postmaster.ts';

/** After a kill -9 of the server its other processes need a moment to notice; about 1 s was seen. */
const LOCK_PATIENCE_MS = 15_000;

type Started = Extract<Launch, { ready: true }> & { readonly port: number };

/** Starts the server; waits for the remains of an earlier one, and takes another port if this one is taken. */
export async function startPostmaster(options: PostmasterOptions): Promise<Started> {
  const until = performance.now() + LOCK_PATIENCE_MS;
  let { port } = options;
  for (;;) {
    const launch = await launchPostmaster({ ...options, port });
    if (launch.ready) return { ...launch, port };
    const out_of_patience = performance.now() > until;
    if (/could not bind|address already in use|could not create any TCP/i.test(launch.output) && !out_of_patience) {
      port = await freePort(null);
    } else if (/lock file|shared memory block/i.test(launch.output) && !out_of_patience) {
      await delay(200);
    } else {
      throw explainFailure('The database did not start', launch.output, options.cluster_dir);
    }
  }
}
