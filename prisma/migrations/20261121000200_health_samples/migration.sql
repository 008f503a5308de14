-- Each probe's row is rewritten with every measurement: room on its page keeps most of that out of the indexes.
ALTER TABLE "probe" SET (fillfactor = 70);
ALTER TABLE "stage_state" SET (fillfactor = 70);

ALTER TABLE "probe" ADD COLUMN "health_params" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "probe" ADD COLUMN "ping_window_at" TIMESTAMPTZ(3);
ALTER TABLE "probe" ADD COLUMN "ping_window_count" INTEGER NOT NULL DEFAULT 0;

-- Probes that never got a slot, new ones mostly; found without reading the others.
CREATE INDEX "probe_unplanned" ON "probe" ("id")
WHERE "next_run_at" IS NULL AND "paused_at" IS NULL AND "removed_at" IS NULL;

-- What the prober itself went through belongs to no stage.
ALTER TABLE "status_change" ALTER COLUMN "stage_id" DROP NOT NULL;
CREATE INDEX "status_change_prober" ON "status_change" ("id") WHERE "subject" = 'prober';

-- outcome: 0 failed, 1 passed, 2 passed with a warning.
CREATE TABLE "probe_sample" (
  "probe_id" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "outcome" SMALLINT NOT NULL,
  "duration_ms" INTEGER,
  "reason" TEXT
) PARTITION BY RANGE ("at");
-- Samples are written in the order of their time and read by time when they are rolled up.
CREATE INDEX "probe_sample_at" ON "probe_sample" USING brin ("at");

CREATE TABLE "probe_minute" (
  "probe_id" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "samples" INTEGER NOT NULL,
  "good" INTEGER NOT NULL,
  "timed" INTEGER NOT NULL,
  "duration_sum_ms" BIGINT NOT NULL,
  "duration_max_ms" INTEGER NOT NULL,
  PRIMARY KEY ("probe_id", "at")
) PARTITION BY RANGE ("at");

CREATE TABLE "probe_hour" (
  "probe_id" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "samples" INTEGER NOT NULL,
  "good" INTEGER NOT NULL,
  "timed" INTEGER NOT NULL,
  "duration_sum_ms" BIGINT NOT NULL,
  "duration_max_ms" INTEGER NOT NULL,
  PRIMARY KEY ("probe_id", "at")
);

CREATE TABLE "probe_day" (LIKE "probe_hour" INCLUDING ALL);

-- Up to where each level was rolled up.
CREATE TABLE "sample_rollup" (
  "level" TEXT PRIMARY KEY,
  "through" TIMESTAMPTZ(3) NOT NULL
);

-- Keeps one partition per day (UTC) for today and the days ahead, and drops those past their age.
CREATE FUNCTION "keep_sample_partitions"("days_ahead" INTEGER, "sample_hours" INTEGER, "minute_days" INTEGER)
RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  today DATE := (now() AT TIME ZONE 'UTC')::date;
  kept RECORD;
  part RECORD;
  day DATE;
BEGIN
  -- Two workers may come at the same time.
  PERFORM pg_advisory_xact_lock(hashtext('keep_sample_partitions'));
  FOR kept IN SELECT * FROM (VALUES
    ('probe_sample', now() - make_interval(hours => sample_hours)),
    ('probe_minute', now() - make_interval(days => minute_days))) AS k(parent, oldest)
  LOOP
    FOR offset_days IN 0..days_ahead LOOP
      day := today + offset_days;
      EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
        kept.parent || '_' || to_char(day, 'YYYYMMDD'), kept.parent, day || ' 00:00:00+00', (day + 1) || ' 00:00:00+00');
    END LOOP;
    FOR part IN SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhparent = kept.parent::regclass
    LOOP
      IF to_date(right(part.name, 8), 'YYYYMMDD') + 1 <= (kept.oldest AT TIME ZONE 'UTC')::date THEN
        EXECUTE format('DROP TABLE %I', part.name);
      END IF;
    END LOOP;
  END LOOP;
END $$;

SELECT "keep_sample_partitions"(3, 48, 14);

-- Probers that live, and whether they say of themselves that they lost their network.
CREATE TABLE "prober" (
  "id" TEXT PRIMARY KEY,
  "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
  "cut_off_since" TIMESTAMPTZ(3)
);

-- When pings could be received, and when not: silence of a heartbeat counts only while somebody listened.
CREATE TABLE "portal_presence" (
  "role" TEXT PRIMARY KEY,
  "last_seen_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE TABLE "portal_outage" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "role" TEXT NOT NULL,
  "from" TIMESTAMPTZ(3) NOT NULL,
  "to" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "portal_outage_to" ON "portal_outage" ("to");
