import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import { findJob } from '../jobs/find-job.ts';
import type { LinkSigner } from '../ports/link-signer.ts';

/** Long enough for a download to begin, short enough to be worth little when it is found later. */
const LIFETIME_MS = 5 * 60_000;

export interface ArtifactLink {
  readonly job_id: string;
  readonly artifact_id: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly signature: string;
}

/** What a link to the body of an artifact carries. NOT_FOUND, ARTIFACT_GONE. */
export async function linkArtifact(
  deps: Pick<AppDeps, 'store' | 'clock'>,
  signer: LinkSigner,
  actor: Actor,
  input: { job_id: string; artifact_id: string },
): Promise<ArtifactLink> {
  const { id: job_id } = await findJob(deps, actor, input.job_id);
  const [found] = (await deps.store.read.artifacts.list(job_id)).filter(({ id }) => id === input.artifact_id);
  if (!found) throw new AppError('NOT_FOUND');
  if (found.gone_at !== null) throw new AppError('ARTIFACT_GONE');
  const link = { job_id, artifact_id: found.id, expires: deps.clock.now().getTime() + LIFETIME_MS };
  return { ...link, signature: signer.sign(textOf(link)) };
}

/** The body that a link stands for. LINK_INVALID, LINK_EXPIRED, NOT_FOUND, ARTIFACT_GONE. */
export async function openLink(
  deps: Pick<AppDeps, 'store' | 'clock'>,
  signer: LinkSigner,
  link: ArtifactLink,
): Promise<Record<string, unknown>> {
  // First, so that nothing is told of a link that nobody made.
  if (!signer.verify(textOf(link), link.signature)) throw new AppError('LINK_INVALID');
  if (deps.clock.now().getTime() > link.expires) throw new AppError('LINK_EXPIRED');
  const found = await deps.store.read.artifacts.find(link.job_id, link.artifact_id);
  if (found === null) throw new AppError('NOT_FOUND');
  // Every kind of body is an object.
  return found.body as Record<string, unknown>;
}

function textOf({ job_id, artifact_id, expires }: Omit<ArtifactLink, 'signature'>): string {
  return `${job_id}\n${artifact_id}\n${expires}`;
}
