/** The address of a route with these parameters, whatever they are. */
export function urlOf(base: string, path: string, params: unknown, query: unknown): string {
  const filled = path.replace(/:([a-z_]+)/g, (_, name: string) => encodeURIComponent(plain(entry(params, name))));
  const url = new URL(base + filled);
  if (typeof query === 'object' && query !== null) {
    for (const [name, value] of Object.entries(query)) url.searchParams.append(name, plain(value));
  }
  return url.href;
}

function entry(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null && name in from ? from[name as keyof typeof from] : 'none';
}

/** As it would stand in an address. */
function plain(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.isWellFormed() && text !== '' && text !== '.' && text !== '..' ? text.slice(0, 2000) : 'x';
}
