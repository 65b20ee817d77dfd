-- Jobs under way, which a kill switch has to find within a second among all that have ended.
CREATE INDEX jobs_under_way ON jobs (user_id) WHERE state NOT IN ('PENDING', 'DELIVERED', 'FALLBACK_REQUIRED', 'FAILED');
