/**
 * Whether a text made at run time could be the key. `parts` are its fixed pieces in order, with null for what is not known:
 * `new-${x}` is `['new-', null]`. Nothing but unknown pieces could be anything.
 */
export function couldGiveKey(parts: readonly (string | null)[], key: string): boolean {
  const pattern = parts.map((part) => (part === null ? '[^]*' : escaped(part))).join('');
  return new RegExp(`^${pattern}$`).test(key);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
