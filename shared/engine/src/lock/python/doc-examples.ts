import { readSource } from '../../syntax/read-source.ts';

/**
 * The examples in the docstrings of a Python module (`>>> total([1, 2])`) as a test that makes their calls, or null without any.
 * Pure.
 */
export function docExamples(
  path: string,
  text: string,
  names: readonly string[],
): readonly [path: string, text: string] | null {
  const examples = [...text.matchAll(/^[ \t]*>>> (.*)((?:\n[ \t]*\.\.\.(?: .*)?)*)/gm)].map(
    ([, first = '', more = '']) =>
      [first, ...[...more.matchAll(/\.\.\. ?(.*)/g)].map(([, line = '']) => line)].join('\n'),
  );
  // What a docstring shows to be refused may not be code at all.
  const code = examples.filter((each) => readSource(path, `${each}\n`).ok);
  if (code.length === 0 || names.length === 0) return null;
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  const module = path.slice(folder.length).replace(/\.py$/, '');
  const lead = module === '__init__' ? '.' : `.${module}`;
  return [
    `${folder}test_examples_of_${module}.py`,
    [`from ${lead} import ${[...new Set(names)].join(', ')}`, ...code, ''].join('\n'),
  ];
}
