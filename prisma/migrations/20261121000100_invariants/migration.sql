-- The lock on a stage: two active deployments cannot both be stored, whoever clicks when.
CREATE UNIQUE INDEX "deployment_one_active_per_stage" ON "deployment" ("stage_id")
WHERE "state" IN ('queued', 'waiting', 'dispatching', 'running', 'verifying', 'unknown') AND "kind" <> 'external';

-- A run belongs to one deployment, so adopting it twice is impossible.
CREATE UNIQUE INDEX "deployment_one_per_run" ON "deployment" ("stage_id", "run_id") WHERE "run_id" IS NOT NULL;

CREATE INDEX "deployment_active" ON "deployment" ("state")
WHERE "state" IN ('queued', 'waiting', 'dispatching', 'running', 'verifying', 'unknown');

-- One hold in force per stage.
CREATE UNIQUE INDEX "hold_one_in_force_per_stage" ON "hold" ("stage_id") WHERE "lifted_at" IS NULL;

-- Slugs are compared without case by GitHub's environments; two that differ only so are one.
CREATE UNIQUE INDEX "stage_slug_without_case" ON "stage" ("system_id", lower("slug"));

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE ON "audit_entry"
FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_entry_no_truncate" BEFORE TRUNCATE ON "audit_entry"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- The payload carries all a reader needs to decide who may hear of it, so that no query follows a notification.
CREATE FUNCTION "notify_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('leitstand_event', json_build_object(
    'seq', NEW."seq"::text, 'topic', NEW."topic", 'key', NEW."key", 'systemId', NEW."system_id")::text);
  RETURN NULL;
END $$;

CREATE TRIGGER "event_notify" AFTER INSERT ON "event" FOR EACH ROW EXECUTE FUNCTION "notify_event"();
