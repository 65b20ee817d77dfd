/** Whether the file ends its statements with semicolons, judged by the ends of its lines. */
export function usesSemicolons(text: string): boolean {
  const ended = text.match(/;[ \t]*(?:\/\/.*)?$/gm)?.length ?? 0;
  return ended > 0 && (ended * 8 >= text.split('\n').length || ended > bareEnds(text));
}

/** Statements of one line that end without a semicolon: a file of long types has few of either kind. */
function bareEnds(text: string): number {
  const statement =
    /^[ \t]*(?:(?:import|return|throw)\b|(?:export )?(?:const|let|var)\b.*=|\} from\b).*[\w)\]'"`][ \t]*$/gm;
  return text.match(statement)?.length ?? 0;
}

/** One step of indentation: a tab, or the smallest step in blanks that lines of the file take. */
export function indentUnit(text: string): string {
  const indents = text.match(/^[ \t]+(?=[^\s*])/gm) ?? [];
  if (indents.filter((each) => each.startsWith('\t')).length * 2 > indents.length) return '\t';
  const widths = indents.map((each) => each.length).filter((width) => width >= 2);
  return ' '.repeat(
    widths.length === 0
      ? 2
      : Math.min(
          8,
          widths.reduce((a, b) => Math.min(a, b)),
        ),
  );
}

/** The blanks that the line of an offset starts with. */
export function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
}
