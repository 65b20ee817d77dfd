/** Its own schema, so that its migrations and ours never meet. */
export const QUEUE_SCHEMA = 'pgboss';

export const ACTIVITIES = 'activities';
export const TIMERS = 'timers';
/** Activities that failed for good. */
export const DEAD_ACTIVITIES = 'activities_dead';
