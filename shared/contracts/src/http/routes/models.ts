import { z } from 'zod';
import { ModelAlias } from '../../model/model-class.ts';
import { ConfiguredModel, ModelTestResult } from '../../model/model-test.ts';
import { route } from '../route.ts';

export const MODEL_ROUTES = {
  'models.list': route({
    method: 'GET',
    path: '/api/v1/models',
    summary: 'The models that are configured; none means that there are recipes only',
    auth: 'user',
    status: 200,
    response: z.object({ items: z.array(ConfiguredModel) }),
    errors: [],
  }),
  'models.test': route({
    method: 'POST',
    path: '/api/v1/models/:alias/test',
    summary:
      'Ask a model something small, and say what is wrong if it does not answer; the call is paid like any other',
    auth: 'user',
    status: 200,
    params: z.object({ alias: ModelAlias }),
    response: ModelTestResult,
    errors: ['NOT_FOUND'],
  }),
} as const;
