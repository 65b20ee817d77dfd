-- Tests that a model wrote are artifacts of a kind of their own.
ALTER TABLE job_artifacts DROP CONSTRAINT job_artifacts_kind_check;
ALTER TABLE job_artifacts ADD CONSTRAINT job_artifacts_kind_check CHECK (kind IN (
  'analysis', 'context', 'analysis_report', 'proposals', 'spec', 'test_plan', 'written_tests', 'baseline_run', 'draft', 'patch', 'review',
  'verification_run', 'evidence'));

-- Which test holds which clause of a revision, and what it last said on the unchanged code.
CREATE TABLE clause_tests (
  job_id      uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  revision    integer NOT NULL CHECK (revision > 0),
  item_id     text NOT NULL,
  test_id     text NOT NULL,
  status      text NOT NULL CHECK (status IN ('passed', 'failed', 'skipped', 'todo', 'flaky')),
  -- The run that it is of.
  artifact_id uuid NOT NULL,
  measured_at timestamptz NOT NULL,
  PRIMARY KEY (job_id, revision, item_id, test_id)
);
