import assert from 'node:assert/strict';
import type { CreateJob } from '@iama/contracts/job/job';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { createJob } from './create-job.ts';

describe('making a job', () => {
  for (const recipe_id of ['rename-symbol', 'move-symbol'] as const) {
    it(`refuses ${recipe_id}, which must be told more than a job can carry, and says where to go`, async () => {
      const body = { recipe_id } as CreateJob;
      await assert.rejects(createJob({} as AppDeps, {} as Actor, body), {
        code: 'VALIDATION_FAILED',
        message: new RegExp(`iama fix <file> --recipe ${recipe_id} --symbol`),
      });
    });
  }
});
