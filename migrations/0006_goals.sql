-- What a person wants, in their words: done by a model, where a recipe does without.
ALTER TABLE jobs ADD COLUMN goal text CHECK (length(goal) BETWEEN 1 AND 4000);
ALTER TABLE jobs ADD CONSTRAINT jobs_goal_of_recipe CHECK ((recipe_id = 'goal') = (goal IS NOT NULL));

-- A goal's context, and what models wrote for it, are kept as artifacts of the job.
ALTER TABLE job_artifacts DROP CONSTRAINT job_artifacts_kind_check;
ALTER TABLE job_artifacts ADD CONSTRAINT job_artifacts_kind_check CHECK (kind IN (
  'analysis', 'context', 'analysis_report', 'proposals', 'spec', 'test_plan', 'baseline_run', 'draft', 'patch', 'review', 'verification_run',
  'evidence'));

-- The answer of an editor's own model, until the call that waits for it has taken it in.
ALTER TABLE job_tasks ADD COLUMN answer json;
ALTER TABLE job_tasks ADD COLUMN failure json;
