/** `npm run api`: serves requests on a PostgreSQL that somebody else runs. Start as many as you like. */
import { runPart } from './run-part.ts';

await runPart('api');
