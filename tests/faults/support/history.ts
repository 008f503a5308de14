import { getPool } from '#lib/core/db.ts'

export interface ObservedMove {
  readonly deploymentId: string
  readonly stageId: string
  readonly state: string
  readonly runAttempt: number
}

/** Makes the database itself note every state a deployment is written with, however short it lasts. */
export async function recordHistory(): Promise<void> {
  await getPool().query(`
    CREATE TABLE observed_move (
      seq bigserial PRIMARY KEY, deployment_id uuid, stage_id uuid, state text, run_attempt int);
    CREATE FUNCTION observe_move() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO observed_move (deployment_id, stage_id, state, run_attempt)
      VALUES (NEW.id, NEW.stage_id, NEW.state, coalesce(NEW.run_attempt, 0));
      RETURN NEW;
    END $$;
    CREATE TRIGGER observe_move AFTER INSERT OR UPDATE OF state, run_attempt ON deployment
      FOR EACH ROW WHEN (NEW.kind <> 'external') EXECUTE FUNCTION observe_move();`)
}

/** In the order written; what was rolled back is not in it. */
export async function readHistory(): Promise<readonly ObservedMove[]> {
  const { rows } = await getPool().query<ObservedMove>(
    `SELECT deployment_id AS "deploymentId", stage_id AS "stageId", state, run_attempt AS "runAttempt"
     FROM observed_move ORDER BY seq`,
  )
  return rows
}
