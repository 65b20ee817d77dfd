/** A suite is an npm script that runs mocha; package.json is the only list of commands. */
interface Suite {
  readonly script: string;
  readonly what: string;
}

/** What `npm test` runs: everything that needs nothing but `npm ci`. */
const SUITES: readonly Suite[] = [
  { script: 'test:unit', what: 'tests beside the code' },
  { script: 'test:architecture', what: 'import table, house rules, documents' },
  { script: 'test:engine', what: 'generated programs before and after a flag, with a printed seed' },
  { script: 'test:integration', what: 'rooms together, on a real PostgreSQL' },
  { script: 'test:acceptance', what: 'the running product over HTTP and SSE' },
];

/** What `npm test` leaves out, and why. */
const LEFT_OUT: readonly { readonly script: string; readonly why: string }[] = [
  { script: 'test:browser', why: 'needs Chromium on the machine (Debian: apt-get install chromium)' },
  { script: 'test:vscode', why: 'installs VS Code beside itself (800 MB) from the npm registry; needs Chromium too' },
  { script: 'test:desktop', why: 'downloads a desktop VS Code; needs the internet and a display' },
  {
    script: 'test:frameworks',
    why: 'installs jest, vitest and others into temporary projects; needs the npm registry',
  },
  { script: 'test:sequences', why: '100,000 random lives of a job, half an hour; a few are in test:unit' },
  { script: 'chaos', why: 'kills servers and workers for minutes; prints its seed' },
  { script: 'bench', why: 'measures; its figures mean something on a quiet machine only' },
  {
    script: 'bench:vscode',
    why: 'kills, reloads and waits in a real VS Code for many minutes; its short version is in test:vscode',
  },
  { script: 'bench:engine', why: 'runs tens of thousands of generated programs; its short version is test:engine' },
];

interface Plan {
  readonly run: readonly Suite[];
  readonly leftOut: typeof LEFT_OUT;
  /** Scripts named like a test that stand in neither list: a suite nobody runs. */
  readonly forgotten: readonly string[];
}

export function planSuites(scripts: Readonly<Record<string, string>>): Plan {
  const has = ({ script }: { readonly script: string }) => scripts[script] !== undefined;
  const known = new Set([...SUITES, ...LEFT_OUT].map(({ script }) => script));
  return {
    run: SUITES.filter(has),
    leftOut: LEFT_OUT.filter(has),
    forgotten: Object.keys(scripts).filter((script) => script.startsWith('test:') && !known.has(script)),
  };
}
