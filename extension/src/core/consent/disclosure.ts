import type { ConfiguredModel } from '@iama/contracts/model/model-test';
import type { Translate } from '../translate.ts';

/** Raised whenever something more leaves the machine, so that everybody is asked again. */
export const DISCLOSURE_VERSION = 4;

/** Who gets what a job sends: the control plane, and the models that it passes things on to; none for a recipe. */
export interface Receivers {
  readonly url: string;
  readonly models: readonly Pick<ConfiguredModel, 'model' | 'endpoint'>[];
  /** What the models see; source text unless it says less. */
  readonly shows?: 'source' | 'specification';
  /** The model is one of the person's editor, which gets what is sent from there. */
  readonly in_editor?: boolean;
}

/** The few words of the question before the first job to these receivers. */
export function disclosureSummary({ url, models, shows = 'source', in_editor }: Receivers, t: Translate): string {
  const sent = t(
    'Sent: paths, names of symbols and tests, commit and branch, what tests print, what your programs answer, the specification, and the changed lines with the lines around them.',
  );
  if (models.length === 0) {
    return [
      planeWords(url, t),
      sent,
      t('Never sent: files that are not changed, environment variables, credentials. No language model is asked.'),
    ].join('\n\n');
  }
  if (shows === 'specification') {
    return [
      planeWords(url, t),
      t('Sent: the specification and your words. The control plane passes them on to {0}.', modelNames(models)),
      t('Not sent for this: source text, environment variables, credentials.'),
    ].join('\n\n');
  }
  return [
    planeWords(url, t),
    sent,
    t(
      'Sent too: your words, and the source text of the target, of what it stands on, of who uses it and of its tests. Secrets that are recognised become placeholders; one that nothing marks as such is in there.',
    ),
    in_editor === true
      ? t(
          'This editor passes it on to the provider of its model {0}, who answers.',
          models.map(({ model }) => model).join(', '),
        )
      : t('The control plane passes this on to {0}.', modelNames(models)),
    t('Never sent: all other files, environment variables, credentials.'),
  ].join('\n\n');
}

function planeWords(url: string, t: Translate): string {
  return isThisMachine(url)
    ? t('The control plane {0} runs on this machine: what it keeps stays here.', url)
    : t('The control plane {0} receives and keeps what a job needs.', url);
}

/** All of it, as Markdown. It says what the client really sends; whoever adds to that adds here and raises the version. */
export function disclosureText(receivers: Receivers | null, t: Translate): string {
  const list = (...lines: string[]) => lines.map((line) => `- ${line}`).join('\n');
  return [
    `# ${t('What leaves this machine')}`,
    receivers === null
      ? t('No control plane is known yet. Nothing leaves this machine before one is, and before a job is started.')
      : planeWords(receivers.url, t),
    `## ${t('Sent when a job is started')}`,
    list(
      t('The name of the repository’s folder, and a hash of its first commit that is the same for every clone.'),
      t('The path and the symbol that the job is about, and the recipe, or the goal in your words.'),
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
      t(
        'Where programs are asked, which a job may choose itself: command lines from the README, tests and scripts, routes, what was answered, and up to 8,000 characters of output that differs. Secrets that are recognised are replaced.',
      ),
      t('What came of tests that a model wrote: their results, like those of your own.'),
      t('The diff: changed lines with a few lines around them. Files that a plan deletes or creates are in it whole.'),
      t(
        'The specification as you edit it, your decisions, your comments when you ask for another attempt, and a sign of life every 30 seconds.',
      ),
    ),
    `## ${t('Sent for a goal in your words')}`,
    list(
      t(
        'Source text: the target whole, and whole or in part what it stands on, who uses it and the tests that reach it. Secrets that are recognised become placeholders, which only this machine can take back.',
      ),
      t('Paths of the files that may change and of those that are not shown, with names of their symbols.'),
    ),
    `## ${t('Passed on to a language model')}`,
    list(
      t('For a goal: all of that, the specification, what failed in the attempts before, and what you say about them.'),
      t('When you choose a model of this editor for a job: the same, from this editor to the provider of that model.'),
      t('When you change a specification in words: the specification and your words. No source text.'),
      t('For a recipe nothing else: recipes are programs, and they run on this machine.'),
      ...modelLines(receivers, t),
    ),
    `## ${t('Sent when you apply or take back')}`,
    list(t('Which changes you took, and hashes of the files before and after.')),
    `## ${t('Never sent')}`,
    list(
      t('All other files, and the history in `.git`.'),
      t('Environment variables, settings of the editor, credentials of other services.'),
      t('Usage data: what is noted about the use of this extension is written to an output channel here.'),
    ),
  ].join('\n\n');
}

function modelLines(receivers: Receivers | null, t: Translate): string[] {
  if (receivers === null) return [];
  if (receivers.models.length === 0) return [t('No language model is known to be configured there.')];
  return receivers.models.map(({ model, endpoint }) => t('Configured there: `{0}` at {1}', model, endpoint));
}

/** `model (host)`, each once. */
export function modelNames(models: Receivers['models']): string {
  return [...new Set(models.map(({ model, endpoint }) => `${model} (${endpoint})`))].join(', ');
}

/**
 * Under which an agreement is remembered: one for this machine, whatever the port, and one for each other origin; with models,
 * one for each set of them and what they see, since another model is
 * another receiver.
 */
export function agreementKey({ url, models, shows = 'source' }: Receivers): string {
  const place = isThisMachine(url) ? 'this machine' : new URL(url).origin;
  const names = [...new Set(models.map(({ model, endpoint }) => `${model}@${endpoint}`))].toSorted();
  const less = names.length > 0 && shows === 'specification' ? ['specification'] : [];
  return [`agreed ${DISCLOSURE_VERSION} ${place}`, ...less, ...names].join(' ');
}

export function isThisMachine(url: string): boolean {
  return /^(localhost|\[::1\]|127(\.\d+){3})$/.test(new URL(url).hostname);
}
