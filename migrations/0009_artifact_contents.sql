-- Bodies beyond a size stand in a store of contents, under their hash; the row says where to look. A body that has expired is gone, and
-- its row stays to say so.
ALTER TABLE job_artifacts ALTER COLUMN body DROP NOT NULL;
ALTER TABLE job_artifacts ADD COLUMN place text NOT NULL DEFAULT 'row' CHECK (place IN ('row', 'store'));
ALTER TABLE job_artifacts ADD COLUMN gone_at timestamptz;
ALTER TABLE job_artifacts ADD CONSTRAINT job_artifacts_body_in_its_place
  CHECK ((body IS NOT NULL) = (place = 'row' AND gone_at IS NULL));
CREATE INDEX job_artifacts_stored ON job_artifacts (sha256) WHERE place = 'store' AND gone_at IS NULL;
DROP INDEX job_artifacts_expiry;
CREATE INDEX job_artifacts_expiry ON job_artifacts (expires_at) WHERE gone_at IS NULL;
