import { linkArtifact } from '../../../app/artifacts/link-artifact.ts';
import { answer } from '../../handler.ts';

export const artifactsLink = answer('artifacts.link', async ({ app, actor, deps, params, origin }) => {
  const { expires, ...link } = await linkArtifact(app, deps.links, actor, params);
  const query = new URLSearchParams({ ...link, expires: String(expires) });
  return {
    url: `${origin}/api/v1/artifacts/content?${query.toString()}`,
    expires_at: new Date(expires).toISOString(),
  };
});
