/** A name on one line: in backticks as Markdown has it, as a JSON string where that could not be read again. */
export function quoteName(name: string): string {
  return PLAIN.test(name) && name.isWellFormed() ? `\`${name}\`` : JSON.stringify(name);
}

/** Null where it is no name. A person may leave the backticks out. */
export function readName(text: string): string | null {
  const written = text.trim();
  if (written.startsWith('"')) return readJson(written);
  const name = /^`([^`]+)`$/.exec(written)?.[1] ?? written;
  return name === '' || name.includes('`') ? null : name;
}

// oxlint-disable-next-line no-control-regex -- a control character would break the line, or be lost in an editor
const PLAIN = /^[^`\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]+$/;

function readJson(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' && value !== '' ? value : null;
  } catch {
    return null;
  }
}
