import { confirm, isCancel } from '@clack/prompts';
import { readBlackBox, writeBlackBox } from '@iama/runner/lock/black-box/black-box-file';
import { checkBlackBox, lockBlackBox } from '@iama/runner/lock/black-box/lock-black-box';
import type { BlackBox, BlackBoxRequest } from '@iama/runner/lock/black-box/lock-black-box';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { showBlackBox, showChangedAnswers } from '../views/black-box.ts';

export interface BlackBoxOptions {
  /** Absolute path of a new file for what was pinned. */
  readonly out: string | null;
  readonly runs: number;
  /** The person agrees to what is covered, and to what is not. */
  readonly accepted: boolean;
}

/** Pin what programs answer at their border. It counts once a person has agreed to what it leaves open. */
export async function pinBlackBox(
  terminal: Terminal,
  request: BlackBoxRequest,
  { out, runs, accepted }: BlackBoxOptions,
): Promise<void> {
  const box = await lockBlackBox(request, runs).finally(() => terminal.status(null));
  const { pinned } = box;
  showBlackBox(terminal, box);
  if (pinned.length === 0) {
    terminal.record({ kind: 'black_box', accepted: false, ...box });
    throw new CliError(
      'LOCK_UNMEASURED',
      'No probe was answered the same way each time: nothing is pinned.',
      'See the reasons above.',
      EXIT.failure,
    );
  }
  const agreed = accepted || (await agrees(terminal, box));
  terminal.record({ kind: 'black_box', accepted: agreed, ...box });
  if (!agreed) throw notAccepted(box);
  if (out === null) return;
  const said = { folder: request.folder, accepted_at: new Date().toISOString() };
  await writeBlackBox(out, {
    schema_version: 1,
    kind: 'black_box',
    ...said,
    ...box,
    tool_versions: { ...box.tool_versions },
  });
  terminal.line(`Written to ${out}; \`iama lock --black-box --against ${out}\` asks the same again.`);
}

/** Ask the probes of a record again. Throws BEHAVIOUR_CHANGED when one answers otherwise. */
export async function recheckBlackBox(terminal: Terminal, request: BlackBoxRequest, file: string): Promise<void> {
  const record = await readBlackBox(file);
  const changed = await checkBlackBox({ ...request, folder: record.folder }, record).finally(() =>
    terminal.status(null),
  );
  terminal.record({ kind: 'black_box_check', probes: record.pinned.length, changed });
  showChangedAnswers(terminal, changed);
  if (changed.length === 0) {
    terminal.line(`All ${record.pinned.length} probes answer as they did.`);
    return;
  }
  const probes = new Set(changed.map(({ id }) => id)).size;
  throw new CliError(
    'BEHAVIOUR_CHANGED',
    `${probes} of ${record.pinned.length} probes answer otherwise than they did.`,
    'If that is what you wanted, pin anew with --out; otherwise mend or take back the change.',
    EXIT.failure,
  );
}

async function agrees(terminal: Terminal, { uncovered }: BlackBox): Promise<boolean> {
  if (!terminal.interactive) return false;
  const message = `Only these answers would be held, and ${uncovered.length} things above would not. Go on with that?`;
  const answer = await confirm({ message, initialValue: false });
  return !isCancel(answer) && answer;
}

function notAccepted({ pinned, uncovered }: BlackBox): CliError {
  return new CliError(
    'BLACK_BOX_NOT_ACCEPTED',
    `${pinned.length} answers could be held, and ${uncovered.length} things not; nobody has agreed to that yet. Nothing was written.`,
    'Read both lists; if they are enough for what you plan, add --accept-black-box.',
    EXIT.blocked,
  );
}
