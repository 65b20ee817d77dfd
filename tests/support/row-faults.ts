/** Rows that must say what the artifacts and the log say, each as a query for jobs where they do not. */
export const ROW_FAULTS: Readonly<Record<string, string>> = {
  'an attempt that is told of in the log and is not one row, or the other way round': `
    SELECT coalesce(e.job_id, a.job_id) AS job_id FROM
      (SELECT job_id, (data->>'attempt')::int AS number, count(*) AS times FROM job_events
       WHERE type = 'attempt_end' GROUP BY 1, 2) AS e
      FULL JOIN (SELECT job_id, number, count(*) AS times FROM patch_attempts GROUP BY 1, 2) AS a USING (job_id, number)
    WHERE e.times IS DISTINCT FROM a.times`,
  'an attempt whose patch is not the artifact that it names': `
    SELECT a.job_id FROM patch_attempts a LEFT JOIN job_artifacts f ON f.id = a.patch_artifact_id AND f.job_id = a.job_id
    WHERE f.sha256 IS DISTINCT FROM a.patch_sha256`,
  'a patch whose edits are not all rows': `
    SELECT a.job_id FROM patch_attempts a JOIN job_artifacts f ON f.id = a.patch_artifact_id AND f.kind = 'patch'
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(greatest(json_array_length(file->'edits'), 1)), 0) AS edits FROM json_array_elements(f.body->'files') AS file
    ) AS made
    WHERE f.body IS NOT NULL AND made.edits <> (SELECT count(*) FROM patch_edit_operations o WHERE o.attempt_id = a.id)`,
  'a run of tests that is not a row with its figures': `
    SELECT f.job_id FROM job_artifacts f LEFT JOIN test_runs r ON r.artifact_id = f.id
    WHERE f.kind IN ('baseline_run', 'verification_run') AND (r.artifact_id IS NULL
      OR f.body IS NOT NULL AND (f.body#>>'{totals,passed}' <> r.passed::text OR f.body#>>'{totals,failed}' <> r.failed::text))`,
  'a revision that is not one row, or not with all its clauses': `
    SELECT f.job_id FROM job_artifacts f
      LEFT JOIN spec_revisions r ON r.job_id = f.job_id AND r.revision = (f.body->>'revision')::int
    WHERE f.kind = 'spec' AND f.body IS NOT NULL AND (r.revision IS NULL
      OR r.revision_token::text <> f.body->>'revision_token'
      OR f.body->>'approved_at' IS NOT NULL AND r.approved_at IS NULL
      OR json_array_length(f.body->'bdd') <>
        (SELECT count(*) FROM bdd_items i WHERE i.job_id = r.job_id AND i.revision = r.revision)
      OR json_array_length(f.body->'sdd') <>
        (SELECT count(*) FROM sdd_items i WHERE i.job_id = r.job_id AND i.revision = r.revision))`,
};
