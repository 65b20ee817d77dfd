/** Puts a sentence into the person's language and fills `{0}`, `{1}` …; the editor's own function outside of tests. */
export type Translate = (sentence: string, ...values: (string | number)[]) => string;
