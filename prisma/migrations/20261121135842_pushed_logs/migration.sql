-- CreateTable
CREATE TABLE "log_token" (
    "id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,

    CONSTRAINT "log_token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "log_token_hash_key" ON "log_token"("hash");

-- CreateIndex
CREATE INDEX "log_token_stage_id_idx" ON "log_token"("stage_id");

-- AddForeignKey
ALTER TABLE "log_token" ADD CONSTRAINT "log_token_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "stage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Substring search needs trigrams. A server that does not have them, or does not let us have them, searches slower.
DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  RAISE WARNING 'pg_trgm is not available: searching pushed logs reads the lines one by one';
END $$;

CREATE SEQUENCE "pushed_log_id";

-- level: 0 not stated, 1 trace, 2 debug, 3 info, 4 warn, 5 error, 6 fatal. "coloured" repeats "text" with the colours
-- it was sent with, and is null for a line without any.
CREATE TABLE "pushed_log" (
  "id" BIGINT NOT NULL DEFAULT nextval('pushed_log_id'),
  "stage_id" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "level" SMALLINT NOT NULL,
  "component" TEXT,
  "instance" TEXT,
  "text" TEXT NOT NULL,
  "coloured" TEXT
) PARTITION BY RANGE ("at");

CREATE INDEX "pushed_log_time" ON "pushed_log" ("stage_id", "at", "id");
CREATE INDEX "pushed_log_error" ON "pushed_log" ("stage_id", "at", "id") WHERE "level" >= 5;

-- Writers only append to the index's pending list, which a job empties: sorting it in is too slow for whoever waits.
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
    CREATE INDEX "pushed_log_text" ON "pushed_log" USING gin ("text" gin_trgm_ops)
    WITH (fastupdate = on, gin_pending_list_limit = 1048576);
  END IF;
END $$;

-- Lines per minute: a day's histogram reads at most 1,440 rows per component and level.
CREATE TABLE "pushed_log_minute" (
  "stage_id" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "component" TEXT NOT NULL,
  "level" SMALLINT NOT NULL,
  "lines" INTEGER NOT NULL,
  PRIMARY KEY ("stage_id", "at", "component", "level")
) WITH (fillfactor = 70);
CREATE INDEX "pushed_log_minute_at" ON "pushed_log_minute" USING brin ("at");

-- Makes sure that each day (UTC) of the span has its partition.
CREATE FUNCTION "add_log_partitions"("from_day" DATE, "to_day" DATE) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  day DATE := from_day;
BEGIN
  -- Two processes may come at the same time.
  PERFORM pg_advisory_xact_lock(hashtext('keep_log_partitions'));
  WHILE day <= to_day LOOP
    IF to_regclass('pushed_log_' || to_char(day, 'YYYYMMDD')) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF "pushed_log" FOR VALUES FROM (%L) TO (%L)',
        'pushed_log_' || to_char(day, 'YYYYMMDD'), day || ' 00:00:00+00', (day + 1) || ' 00:00:00+00');
    END IF;
    day := day + 1;
  END LOOP;
END $$;

-- Drops the days that ended before the span that is kept.
CREATE FUNCTION "drop_log_partitions"("kept_days" INTEGER) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  oldest DATE := (now() AT TIME ZONE 'UTC')::date - kept_days;
  part RECORD;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('keep_log_partitions'));
  FOR part IN SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
              WHERE i.inhparent = 'pushed_log'::regclass
  LOOP
    IF to_date(right(part.name, 8), 'YYYYMMDD') < oldest THEN
      EXECUTE format('DROP TABLE %I', part.name);
    END IF;
  END LOOP;
  DELETE FROM "pushed_log_minute" WHERE "at" < (oldest::timestamp AT TIME ZONE 'UTC');
END $$;

SELECT "add_log_partitions"((now() AT TIME ZONE 'UTC')::date - 1, (now() AT TIME ZONE 'UTC')::date + 3);
