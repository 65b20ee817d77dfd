import { ensureProject } from '../../../app/projects/ensure-project.ts';
import { answer } from '../../handler.ts';

export const projectsEnsure = answer('projects.ensure', ({ app, actor, body }) => ensureProject(app, actor, body));
