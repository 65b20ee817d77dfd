import { getArtifact } from '../../../app/artifacts/get-artifact.ts';
import { answer } from '../../handler.ts';

export const artifactsGet = answer('artifacts.get', ({ app, actor, params }) => getArtifact(app, actor, params));
