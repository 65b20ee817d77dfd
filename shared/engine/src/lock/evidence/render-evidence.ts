import type { FileEvidence, LockEvidence } from './lock-evidence.ts';

const VERDICTS: Readonly<Record<LockEvidence['verdict'], string>> = {
  strong: 'Strong enough',
  weak: 'Too weak to rely on',
  unmeasured: 'Not measured',
};

/** The evidence as a page for people, in Markdown. Pure. */
export function renderEvidence(evidence: LockEvidence): string {
  const { target, sandbox, baseline, threshold, score, verdict, files, skipped, tool_versions } = evidence;
  const place = target.kind === 'symbol' ? `${target.path}#${target.symbol}` : target.path;
  const tools = Object.entries(tool_versions).map(([name, version]) => `${name} ${version}`);
  return [
    `# Behaviour of ${place}`,
    '',
    `**${VERDICTS[verdict]}.** ${scoreWords(score)} The threshold is ${percent(threshold)}.`,
    '',
    `Measured ${evidence.created_at}, in ${(evidence.duration_ms / 1000).toFixed(0)} s, ${sandbox.mode} (${sandbox.level}), ${tools.join(', ') || 'no tools'}.`,
    '',
    '## Existing tests',
    '',
    `${baseline.steady} passed in each of ${baseline.runs} runs, ${baseline.failing.length} failed in each, ${baseline.flaky.length} were set aside.`,
    ...baseline.flaky.map(({ test_id, statuses }) => `- set aside: ${test_id} (${statuses.join(', ')})`),
    '',
    ...files.flatMap(fileLines),
    ...(skipped.length > 0
      ? ['## Not pinned', '', ...skipped.map(({ path, reason }) => `- ${path}: ${reason}`), '']
      : []),
    '## Seal',
    '',
    `${evidence.seal.files.length} files and ${evidence.seal.suites.length} suites are sealed; \`iama verify\` checks this bundle without a network.`,
    '',
  ].join('\n');
}

function fileLines(file: FileEvidence): readonly string[] {
  const { faults, survivors } = file;
  return [
    `## ${file.path}`,
    '',
    `${file.tests} tests written of ${file.calls_tried} calls that were tried${file.test_path ? `, for ${file.test_path}` : ''}.`,
    ...file.dropped.map(({ reason, count }) => `- ${count} left out: ${reason}`),
    '',
    `${faults.noticed} of ${faults.tried} faults were noticed (${faults.possible} are possible${faults.out_of_time ? '; the time was up' : ''}); by the existing tests alone ${percentOr(file.score_of_existing)}.`,
    ...survivors.map(
      ({ line, kind, words }) => `- not noticed, line ${line}, ${kind}: \`${words.replaceAll('`', "'")}\``,
    ),
    '',
  ];
}

function scoreWords(score: number | null): string {
  return score === null
    ? 'No fault was tried, so nothing is known.'
    : `${percent(score)} of the faults that were tried were noticed.`;
}

function percentOr(share: number | null): string {
  return share === null ? 'unknown' : percent(share);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
