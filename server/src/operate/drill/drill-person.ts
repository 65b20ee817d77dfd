import { randomBytes, randomUUID } from 'node:crypto';
import { Session } from '@iama/contracts/auth/auth';
import { z } from 'zod';
import type { Actor } from '../../app/actor.ts';
import { StartError } from '../../start-error.ts';
import { runningServer } from '../../server-file.ts';

/** Where accounts of drills are recognised by; nobody can have one there. */
export const DRILL_DOMAIN = 'drill.iama.invalid';

const PATIENCE_MS = 10_000;

/** Somebody who exists for one drill, signed in at the running server. */
export interface DrillPerson {
  readonly actor: Actor;
  /** Makes a project over HTTP; its id. */
  project(): Promise<string>;
  /** The code of the refusal when a job is made over HTTP; null when it was made. */
  refusal(body: object): Promise<string | null>;
  /** Follows a job's stream; resolves when it has told of this state. */
  told(job_id: string, state: string, signal: AbortSignal): Promise<void>;
}

export async function serverOf(given: string | null, data_dir: string): Promise<string> {
  const url = given ?? (await runningServer(data_dir))?.url;
  if (url !== undefined) return url;
  throw new StartError(
    `No server is running on ${data_dir}.`,
    'Start it first, or say with --server where it is: a drill is for what runs.',
  );
}

export async function newPerson(server: string): Promise<DrillPerson> {
  const credentials = { email: `${randomUUID()}@${DRILL_DOMAIN}`, password: randomBytes(24).toString('hex') };
  const { user, tokens } = Session.parse(await json(await post('/api/v1/auth/register', credentials, {})));
  const headers = { authorization: `Bearer ${tokens.access_token}` };
  return {
    actor: { user_id: user.id, org_id: user.org_id, tier: user.tier },

    async project() {
      const body = { name: 'drill', fingerprint: 'drill-of-a-kill-switch' };
      return z.object({ id: z.string() }).parse(await json(await post('/api/v1/projects', body, headers))).id;
    },

    async refusal(body) {
      const response = await post('/api/v1/jobs', body, headers);
      if (response.ok) return null;
      return z.object({ code: z.string() }).parse(await response.json()).code;
    },

    async told(job_id, state, signal) {
      const response = await fetch(new URL(`/api/v1/jobs/${job_id}/logs`, server), { headers, signal });
      let got = '';
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        got += chunk;
        if (got.includes(`"to":"${state}"`)) return;
      }
      throw new Error(`The stream ended before it told of ${state}`);
    },
  };

  function post(path: string, body: object, headers: Record<string, string>): Promise<Response> {
    return fetch(new URL(path, server), {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  }
}

async function json(response: Response): Promise<unknown> {
  if (response.ok) return response.json();
  throw new Error(`The server answered ${response.status}: ${await response.text()}`);
}
