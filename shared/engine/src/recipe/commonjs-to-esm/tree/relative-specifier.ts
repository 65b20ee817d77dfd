/** The `./` or `../` specifier that leads from a file in `directory` to `path`. */
export function relativeSpecifier(directory: string, path: string): string {
  const from = directory === '.' ? [] : directory.split('/');
  const to = path.split('/');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common += 1;
  const up = from.length - common;
  return (up === 0 ? './' : '../'.repeat(up)) + to.slice(common).join('/');
}
