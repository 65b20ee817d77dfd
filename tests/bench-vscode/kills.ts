import type { Figure } from '../bench-engine/figure.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { counted } from './counted.ts';
import { openDesk } from './desk/open-desk.ts';
import { watchQuiet } from './desk/quiet.ts';
import { killDuringApply } from './kills/during-apply.ts';
import { killDuringJob } from './kills/during-job.ts';
import { startVictim } from './kills/victim.ts';

/** Files of the change that is cut short while it is written. */
const MODULES = 24;

/** Kills the extension host with SIGKILL, half of the times its executor too, at random moments of an apply and of a job. */
export async function measureKills(
  kills: number,
  seed: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const random = seededRandom(seed);
  const desk = await openDesk({ repository: { modules: MODULES, test_ms: 1000 } });
  try {
    const quiet = await watchQuiet(desk.page, desk.folder);
    const victim = await startVictim(desk, random);
    const apply = await killDuringApply(victim, quiet, Math.ceil(kills / 2), say);
    const job = await killDuringJob(victim, quiet, Math.floor(kills / 2), say);
    const each = { samples: kills, detail: `seed ${seed}` };
    return [
      counted('kills after which the review was another', apply.lost_reviews + job.lost_reviews, 0, 'kills', each),
      counted('kills during an apply after which the files were neither all old nor all new', apply.half, 0, 'kills', {
        samples: apply.kills,
        detail: `${apply.inside} left some files written, ${apply.whole} came after the last; mended within ${apply.slowest_ms.toFixed(0)} ms`,
      }),
      counted('applies of which the control plane heard something else', apply.untold, 0, 'applies', {
        samples: apply.kills,
      }),
      counted(
        'jobs that did not go on to the end, or whose tasks were not those of an undisturbed job',
        job.wrong,
        0,
        'jobs',
        {
          samples: job.jobs,
          detail: `${job.kills} kills; undisturbed: ${victim.undisturbed}`,
        },
      ),
      counted('executors that outlived their extension host', apply.orphans + job.orphans, 0, 'processes', each),
      counted('processes of tests that were left at the end', job.left_tests, 0, 'processes', each),
      ...(await quiet.figures()),
    ];
  } finally {
    await desk.close();
  }
}
