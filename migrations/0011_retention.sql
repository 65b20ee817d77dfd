-- What artifacts are not, and yet goes when they do: what is known of a call before it is sent, and what a task was asked and what was
-- answered to it. Rows stay and say so: the ledger counts attempts by them, and a result that comes twice is known by its task.
ALTER TABLE model_calls ALTER COLUMN call DROP NOT NULL;
ALTER TABLE model_calls ADD COLUMN gone_at timestamptz;
ALTER TABLE model_calls ADD CONSTRAINT model_calls_gone
  CHECK ((call IS NULL) = (gone_at IS NOT NULL) AND (gone_at IS NULL OR status IN ('settled', 'abandoned')));
CREATE INDEX model_calls_kept ON model_calls (started_at) WHERE gone_at IS NULL AND status IN ('settled', 'abandoned');

ALTER TABLE job_tasks ALTER COLUMN payload DROP NOT NULL;
ALTER TABLE job_tasks ADD COLUMN gone_at timestamptz;
ALTER TABLE job_tasks ADD CONSTRAINT job_tasks_gone
  CHECK ((payload IS NULL) = (gone_at IS NOT NULL) AND (gone_at IS NULL OR finished_at IS NOT NULL AND answer IS NULL AND failure IS NULL));
CREATE INDEX job_tasks_kept ON job_tasks (finished_at) WHERE gone_at IS NULL AND finished_at IS NOT NULL;
