/** Where commits are announced: `<job id>:<last seq>`. A hint; the table is the truth. */
export const EVENT_CHANNEL = 'job_events';
