/** `npm run worker`: works off the queue of a PostgreSQL that somebody else runs. Start as many as you like. */
import { runPart } from './run-part.ts';

await runPart('worker');
