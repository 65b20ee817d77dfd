-- What a person sends back to a delivered diff is kept as an artifact of its job.
ALTER TABLE job_artifacts DROP CONSTRAINT job_artifacts_kind_check;
ALTER TABLE job_artifacts ADD CONSTRAINT job_artifacts_kind_check CHECK (kind IN (
  'analysis', 'proposals', 'spec', 'test_plan', 'baseline_run', 'patch', 'review', 'verification_run', 'evidence'));
