export type UrlValue = string | number | boolean | null | undefined;

/** `/jobs/:job_id` and its parameters, as a URL below `base_url` (which may have a path of its own). */
export function requestUrl(
  base_url: string,
  path: string,
  params: Readonly<Record<string, UrlValue>> = {},
  query: Readonly<Record<string, UrlValue>> = {},
): string {
  const filled = path.replace(/:([a-z_]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const url = new URL(base_url.replace(/\/+$/, '') + filled);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
  }
  return url.href;
}
