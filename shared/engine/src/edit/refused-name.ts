import { WorkspacePath } from '@iama/contracts/primitives';

/** Also with blanks, an extension or a stream behind it. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:[.:].*)?$/i;
/** Code points that macOS drops when it compares names, so that `.g\u200cit` is `.git` there. */
const INVISIBLE = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g;
const CONTROL = /\p{Cc}/u;
/** What file systems give room for, in UTF-8 bytes. */
const LONGEST_NAME = 255;

/** Why a path is never written on any of the systems that people use, or null. Ends a sentence after a colon. */
export function refusedName(path: string): string | null {
  if (!WorkspacePath.safeParse(path).success || path === '.') return 'it is not a path inside the workspace';
  if (!path.isWellFormed()) return 'it is not valid Unicode';
  for (const segment of path.split('/')) {
    if (isGitFolder(segment)) return 'it lies in git’s own folder';
    if (DEVICE_NAME.test(segment)) return 'a part of it is the name of a device on Windows';
    if (CONTROL.test(segment)) return 'it contains control characters';
    if (/^\.{1,2}$/.test(foldName(segment))) return 'a part of it leads to another folder on some systems';
    if (/[. ]$/.test(segment)) return 'a part of it ends with a dot or a space';
    if (bytesOf(segment) > LONGEST_NAME) return 'a part of it is longer than a file name may be';
  }
  return null;
}

/** Why a path is no name for a new file. Files of such names exist where they mean nothing else, and stay editable there. */
export function refusedNewName(path: string): string | null {
  if (path.includes(':')) return 'on Windows, a colon leads to another drive or into another file';
  return path.startsWith('~/') ? 'a shell takes ~ for the home folder' : null;
}

/** `.git` in any case, with what Windows and macOS ignore, as a short name, or as a stream. */
function isGitFolder(segment: string): boolean {
  const folded = foldName(segment.replaceAll(INVISIBLE, ''))
    .replace(/:.*$/, '')
    .replace(/[. ]+$/, '');
  return folded === '.git' || /^git~\d+$/.test(folded);
}

/** Names that fold to the same are one file on systems that do not tell case or composition apart. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC');
}

function bytesOf(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
