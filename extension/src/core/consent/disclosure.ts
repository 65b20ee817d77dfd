import type { Translate } from '../translate.ts';

/** Raised whenever something more leaves the machine, so that everybody is asked again. */
export const DISCLOSURE_VERSION = 2;

/** The few words of the question before the first job. `url`: the control plane that the job would go to. */
export function disclosureSummary(url: string, t: Translate): string {
  return [
    isThisMachine(url)
      ? t('The control plane {0} runs on this machine: what it keeps stays here.', url)
      : t('The control plane {0} receives and keeps what a job needs.', url),
    t(
      'Sent: paths, names of symbols and tests, commit and branch, what tests print, the specification, and the changed lines with the lines around them.',
    ),
    t('Never sent: files that are not changed, environment variables, credentials. No language model is asked.'),
  ].join('\n\n');
}

/** All of it, as Markdown. It says what the client really sends; whoever adds to that adds here and raises the version. */
export function disclosureText(url: string | null, t: Translate): string {
  const list = (...lines: string[]) => lines.map((line) => `- ${line}`).join('\n');
  return [
    `# ${t('What leaves this machine')}`,
    url === null
      ? t('No control plane is known yet. Nothing leaves this machine before one is, and before a job is started.')
      : isThisMachine(url)
        ? t('The control plane {0} runs on this machine: what it keeps stays here.', url)
        : t('The control plane {0} receives and keeps what a job needs.', url),
    `## ${t('Sent when a job is started')}`,
    list(
      t('The name of the repository’s folder, and a hash of its first commit that is the same for every clone.'),
      t('The path and the symbol that the job is about, and the recipe.'),
      t('What the look at the workspace found: branch, commit, how many files differ, paths that speak against a job.'),
      t('Which test suites there are, and the commands that run them.'),
    ),
    `## ${t('Sent while a job works')}`,
    list(
      t('What the recipe found: paths, names of symbols, line numbers, and why something stays.'),
      t('Names, files, outcomes and times of tests, messages and stacks of those that fail.'),
      t(
        'The last 16,000 characters that each test suite prints. Secrets that are recognised are replaced; one that nothing marks as such is in there.',
      ),
      t(
        'Titles of the tests that are written to pin what changed files do today: calls and their results. Of these files also single lines that no test watches.',
      ),
      t('The diff: changed lines with a few lines around them. Files that a plan deletes or creates are in it whole.'),
      t(
        'The specification as you edit it, your decisions, your comments when you ask for another attempt, and a sign of life every 30 seconds.',
      ),
    ),
    `## ${t('Sent when you apply or take back')}`,
    list(t('Which changes you took, and hashes of the files before and after.')),
    `## ${t('Never sent')}`,
    list(
      t('Files that are not changed, and the history in `.git`.'),
      t('Environment variables, settings of the editor, credentials of other services.'),
      t('Anything to a language model: the recipes are programs, and they run on this machine.'),
      t('Usage data: what is noted about the use of this extension is written to an output channel here.'),
    ),
  ].join('\n\n');
}

/** Under which an agreement is remembered: one for this machine, whatever the port, and one for each other origin. */
export function agreementKey(url: string): string {
  return `agreed ${DISCLOSURE_VERSION} ${isThisMachine(url) ? 'this machine' : new URL(url).origin}`;
}

export function isThisMachine(url: string): boolean {
  return /^(localhost|\[::1\]|127(\.\d+){3})$/.test(new URL(url).hostname);
}
