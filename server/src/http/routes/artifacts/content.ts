import { openLink } from '../../../app/artifacts/link-artifact.ts';
import { answer } from '../../handler.ts';

export const artifactsContent = answer('artifacts.content', ({ app, deps, query }) => openLink(app, deps.links, query));
