import { delimiter } from 'node:path';

/**
 * What a test may see of the person's environment: how to find programs, who and where they are, language and time zone.
 * Keys, tokens and everything else stay outside.
 */
const ALLOWED =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_\w+|TZ|TERM|DISPLAY|XDG_RUNTIME_DIR|NVM_DIR|NVM_BIN|VOLTA_HOME|FNM_DIR|ASDF_DIR|ASDF_DATA_DIR|MISE_DATA_DIR|PNPM_HOME|COREPACK_HOME|BUN_INSTALL|PYENV_ROOT|PYENV_VERSION|VIRTUAL_ENV|CONDA_PREFIX|GOPATH|GOROOT|GOCACHE|GOMODCACHE|GOFLAGS|GOPROXY|JAVA_HOME|CARGO_HOME|RUSTUP_HOME|SystemRoot|SystemDrive|windir|ComSpec|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA|ProgramFiles|ProgramData|NUMBER_OF_PROCESSORS|PROCESSOR_ARCHITECTURE|OS|CHROME_BIN|PUPPETEER_EXECUTABLE_PATH|LD_LIBRARY_PATH)$/i;

/** The environment for a test run, from the caller's. `additions` win. Pure. */
export function testEnvironment(
  parent: Readonly<Record<string, string | undefined>>,
  additions: Readonly<Record<string, string>>,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(parent)) {
    if (value !== undefined && ALLOWED.test(name)) environment[name] = value;
  }
  environment['PATH'] = withoutPackageBins(environment['PATH'] ?? '');
  return { ...environment, CI: '1', ...additions };
}

/**
 * `npm run` puts its own package's programs on PATH. Ours must not stand in for ones that the repository lacks, nor our
 * Node for the person's.
 */
export function withoutPackageBins(path: string): string {
  const kept = path
    .split(delimiter)
    .filter((entry) => !/[\\/](node_modules[\\/]\.bin|node-gyp-bin)[\\/]?$/.test(entry));
  return kept.join(delimiter);
}
