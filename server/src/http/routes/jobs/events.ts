import { listEvents } from '../../../app/events/list-events.ts';
import { answer } from '../../handler.ts';

export const jobsEvents = answer('jobs.events', ({ app, actor, params, query }) =>
  listEvents(app, actor, { ...params, ...query }),
);
