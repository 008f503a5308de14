import { getPool } from '#lib/core/db.ts'

export interface StateChange {
  readonly deploymentId: string
  readonly from: string
  readonly to: string
  readonly attemptBefore: number
  readonly attemptAfter: number
}

/** Has the database itself note every change of state, whoever makes it. */
export async function installStateLog(): Promise<void> {
  await getPool().query(`
    CREATE TABLE IF NOT EXISTS state_log (
      seq bigserial PRIMARY KEY, deployment_id uuid, "from" text, "to" text,
      attempt_before int, attempt_after int);
    CREATE OR REPLACE FUNCTION log_state() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO state_log (deployment_id, "from", "to", attempt_before, attempt_after)
      VALUES (NEW.id, OLD.state, NEW.state, coalesce(OLD.run_attempt, 0), coalesce(NEW.run_attempt, 0));
      RETURN NULL;
    END $$;
    CREATE OR REPLACE TRIGGER deployment_state_log AFTER UPDATE OF state ON deployment
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION log_state()`)
}

export async function readStateLog(): Promise<readonly StateChange[]> {
  const { rows } = await getPool().query<StateChange>(
    `SELECT deployment_id AS "deploymentId", "from", "to", attempt_before AS "attemptBefore",
       attempt_after AS "attemptAfter" FROM state_log ORDER BY seq`,
  )
  return rows
}
