/** One thing that keeps a text from being parsed. `at` is a UTF-16 offset, null when the parser does not say. */
export interface SyntaxFault {
  readonly at: number | null;
  readonly message: string;
}
