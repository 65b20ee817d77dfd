import { Project } from '../../project/project.ts';
import { pageOf, PageQuery } from '../page.ts';
import { route } from '../route.ts';

export const PROJECT_ROUTES = {
  'projects.ensure': route({
    method: 'POST',
    path: '/api/v1/projects',
    summary: 'The project with this fingerprint, made if it is new',
    auth: 'user',
    status: 200,
    body: Project.pick({ name: true, fingerprint: true }),
    response: Project,
    errors: [],
  }),
  'projects.list': route({
    method: 'GET',
    path: '/api/v1/projects',
    summary: 'Projects, newest first',
    auth: 'user',
    status: 200,
    query: PageQuery,
    response: pageOf(Project),
    errors: ['CURSOR_INVALID'],
  }),
} as const;
