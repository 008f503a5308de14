-- AlterTable
ALTER TABLE "backup_policy" ADD COLUMN     "listed_at" TIMESTAMPTZ(3),
ADD COLUMN     "ping_window_at" TIMESTAMPTZ(3),
ADD COLUMN     "ping_window_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "warnings" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "restore_test" ADD COLUMN     "reason" TEXT;

-- CreateTable
CREATE TABLE "backup_request" (
    "id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "requested_by_kind" TEXT NOT NULL,
    "requested_by_id" TEXT,
    "requested_by_name" TEXT NOT NULL,
    "idempotency_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "external_id" TEXT,
    "reason" TEXT,
    "detail" TEXT,

    CONSTRAINT "backup_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "backup_request_policy_id_created_at_idx" ON "backup_request"("policy_id", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "backup_request" ADD CONSTRAINT "backup_request_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "backup_policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- At most one request at a time is under way for a policy, whatever happens to processes.
CREATE UNIQUE INDEX "backup_request_active" ON "backup_request"("policy_id")
WHERE "state" IN ('queued', 'sending', 'running', 'unknown');

CREATE UNIQUE INDEX "backup_request_idempotency_key" ON "backup_request"("policy_id", "idempotency_key")
WHERE "idempotency_key" IS NOT NULL;

ALTER TABLE "backup_request" ADD CONSTRAINT "backup_request_state"
CHECK ("state" IN ('queued', 'sending', 'running', 'unknown', 'complete', 'failed', 'not_started'));

-- The worker tries one restore of a policy at a time.
CREATE UNIQUE INDEX "restore_test_active" ON "restore_test"("policy_id") WHERE "state" <> 'done';

ALTER TABLE "restore_test" ADD CONSTRAINT "restore_test_state"
CHECK ("state" IN ('queued', 'running', 'done') AND ("state" = 'done') = ("verdict" IS NOT NULL));

ALTER TABLE "backup_policy" ADD CONSTRAINT "backup_policy_state"
CHECK ("state" IN ('fresh', 'late', 'failed', 'missing', 'unknown'));
