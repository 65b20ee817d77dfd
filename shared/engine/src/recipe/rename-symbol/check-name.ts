/** Words that cannot name something in every place where code may stand: strict mode and modules included. */
const RESERVED = new Set(
  (
    'break case catch class const continue debugger default delete do else enum export extends false finally for function if import in ' +
    'instanceof new null return super switch this throw true try typeof var void while with yield let static implements interface package ' +
    'private protected public await async of arguments eval undefined NaN Infinity any unknown never string number boolean object symbol bigint'
  ).split(' '),
);

/** Why a text cannot be the new name of a symbol; null when it can. `isMember`: members may be called like a keyword. */
export function whyNoName(name: string, isMember: boolean): string | null {
  if (!/^#?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name)) return `\`${name}\` is not a name`;
  if (!isMember && name.startsWith('#')) return `\`${name}\` can only name a member of a class`;
  if (!isMember && RESERVED.has(name)) return `\`${name}\` is a word of the language`;
  return isMember && /^(?:constructor|__proto__|prototype)$/.test(name) ? `\`${name}\` has a meaning of its own` : null;
}
