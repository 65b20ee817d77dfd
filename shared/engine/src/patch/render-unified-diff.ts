import type { Hunk, Patch, PatchFile } from '@iama/contracts/patch/patch';

/** A patch as `git diff` would print it: for reading, and for tools that take patches. Modes are those of plain files. */
export function renderUnifiedDiff(patch: Patch): string {
  return patch.files.map(renderFile).join('');
}

function renderFile(file: PatchFile): string {
  const target = file.new_path ?? file.path;
  const head = [`diff --git ${quoted('a/', file.path)} ${quoted('b/', target)}`];
  if (file.change === 'create') head.push('new file mode 100644');
  if (file.change === 'delete') head.push('deleted file mode 100644');
  if (file.change === 'rename') head.push(`rename from ${quoted('', file.path)}`, `rename to ${quoted('', target)}`);
  const hunks = file.hunks.filter((hunk) => hunk.lines.length > 0);
  if (hunks.length > 0) {
    head.push(`--- ${file.change === 'create' ? '/dev/null' : named('a/', file.path)}`);
    head.push(`+++ ${file.change === 'delete' ? '/dev/null' : named('b/', target)}`);
  }
  return [...head, ...hunks.flatMap(renderHunk)].map((line) => `${line}\n`).join('');
}

function renderHunk(hunk: Hunk): string[] {
  const range = (start: number, count: number) => (count === 1 ? `${start}` : `${start},${count}`);
  const from = range(hunk.old_start, hunk.old_lines);
  return [`@@ -${from} +${range(hunk.new_start, hunk.new_lines)} @@`, ...hunk.lines];
}

/** A path with a blank ends in a tab in these two lines, so that tools see where it ends. */
function named(prefix: string, path: string): string {
  const name = quoted(prefix, path);
  return name.includes(' ') && !name.startsWith('"') ? `${name}\t` : name;
}

function quoted(prefix: string, path: string): string {
  const name = prefix + path;
  // oxlint-disable-next-line no-control-regex -- control characters are what has to be quoted
  if (!/[\u0000-\u001f"\\\u007f]/.test(name)) return name;
  const escaped = name.split('').map((char) => {
    const code = char.charCodeAt(0);
    if (char === '"' || char === '\\') return `\\${char}`;
    if (char === '\t') return '\\t';
    if (char === '\n') return '\\n';
    return code < 0x20 || code === 0x7f ? `\\${code.toString(8).padStart(3, '0')}` : char;
  });
  return `"${escaped.join('')}"`;
}
