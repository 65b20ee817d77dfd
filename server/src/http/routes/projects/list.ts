import { listProjects } from '../../../app/projects/list-projects.ts';
import { answer } from '../../handler.ts';

export const projectsList = answer('projects.list', ({ app, actor, query }) => listProjects(app, actor, query));
