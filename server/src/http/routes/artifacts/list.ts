import { listArtifacts } from '../../../app/artifacts/list-artifacts.ts';
import { answer } from '../../handler.ts';

export const artifactsList = answer('artifacts.list', ({ app, actor, params, query }) =>
  listArtifacts(app, actor, { ...params, ...query }),
);
