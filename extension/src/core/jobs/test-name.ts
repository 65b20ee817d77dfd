/** The parts of a test's id: `<suite id>::<file>::<full name>`. An id of another shape is all name. */
export interface TestName {
  readonly suite: string;
  readonly file: string;
  readonly name: string;
}

export function testNameOf(id: string): TestName {
  const [suite = '', file = '', ...name] = id.split('::');
  return name.length === 0 ? { suite: '', file: '', name: id } : { suite, file, name: name.join('::') };
}
