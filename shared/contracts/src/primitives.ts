import { z } from 'zod';

/** A UUID, version 4 or 7, in lower case however it was written. Ids are opaque: never parse meaning out of one. */
export const Id = z.uuid().toLowerCase();
export type Id = z.infer<typeof Id>;

/** An instant, ISO 8601 in UTC with milliseconds, for example `2026-11-20T09:30:00.000Z`. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;

/** Lower-case hexadecimal SHA-256 of a file's bytes as they stand on disk. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export type Sha256 = z.infer<typeof Sha256>;

/**
 * A path inside the workspace: relative, `/` between segments, no `.`/`..` segments, no leading slash,
 * no NUL, no backslash. `.` alone means the workspace itself.
 */
export const WorkspacePath = z
  .string()
  .min(1)
  .max(1024)
  .refine(
    (path) =>
      path === '.' ||
      (!path.startsWith('/') &&
        !path.includes('\\') &&
        !path.includes('\0') &&
        path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')),
    { error: 'must be a relative path inside the workspace, with / between its segments' },
  );
export type WorkspacePath = z.infer<typeof WorkspacePath>;
