/** What the exit code of `iama` means; shown by `iama --help`, relied on by scripts. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  blocked: 3,
  signed_out: 4,
  unreachable: 5,
  conflict: 6,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_HELP = `Exit codes:
  0    done, also when there was nothing to change
  1    the job or its verification failed
  2    wrong usage: an unknown option, recipe or id
  3    not now: the workspace is not ready, or nothing is left of the plan
  4    not signed in
  5    the server does not answer
  6    conflict: files or the job have moved on; nothing was written
  130  interrupted; \`iama resume <id>\` goes on`;
