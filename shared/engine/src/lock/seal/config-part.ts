/** Of a file that holds more than configuration of tests, what tests are run by; null where all of the file counts. Pure. */
export function configPart(path: string, text: string): string | null {
  if (!/(^|\/)pyproject\.toml$/.test(path)) return null;
  const tables = text.split(/^(?=\[)/m).filter((table) => /^\[+tool\.(pytest|coverage|tox|nose)\b/.test(table));
  return tables.map((table) => table.trim()).join('\n');
}
