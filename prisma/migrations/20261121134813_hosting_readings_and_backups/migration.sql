-- AlterTable
ALTER TABLE "stage" ADD COLUMN     "configuration" JSONB,
ADD COLUMN     "logs" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "sources" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "stage_state" ADD COLUMN     "backup" JSONB,
ADD COLUMN     "platform" JSONB;

-- CreateTable
CREATE TABLE "backup_policy" (
    "id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "component" TEXT NOT NULL,
    "covers" TEXT NOT NULL,
    "origin" JSONB NOT NULL,
    "schedule" TEXT,
    "every_seconds" INTEGER,
    "time_zone" TEXT NOT NULL,
    "grace_seconds" INTEGER NOT NULL,
    "rpo_seconds" INTEGER NOT NULL,
    "rto_seconds" INTEGER,
    "retention_seconds" INTEGER,
    "region" TEXT,
    "restore_test" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'unknown',
    "state_since" TIMESTAMPTZ(3),
    "reason" TEXT,
    "reason_params" JSONB NOT NULL DEFAULT '{}',
    "newest_at" TIMESTAMPTZ(3),
    "evaluated_at" TIMESTAMPTZ(3),
    "token_hash" TEXT,
    "token_rotation" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "backup_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backup_run" (
    "id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "size_bytes" BIGINT,
    "place" TEXT NOT NULL,
    "region" TEXT,
    "is_copy" BOOLEAN NOT NULL DEFAULT false,
    "detail" TEXT,
    "requested_by" TEXT NOT NULL DEFAULT 'schedule',
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "backup_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "restore_test" (
    "id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "backup_run_id" UUID,
    "method" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "verdict" TEXT,
    "actor" TEXT NOT NULL,
    "destination" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "checks" JSONB NOT NULL DEFAULT '[]',
    "measured_rpo_seconds" INTEGER,
    "measured_rto_seconds" INTEGER,
    "note" TEXT,
    "evidence_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "restore_test_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reading" (
    "stage_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "fact" TEXT NOT NULL,
    "value" JSONB,
    "observed_at" TIMESTAMPTZ(3),
    "attempted_at" TIMESTAMPTZ(3),
    "failure" JSONB,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "ttl_seconds" INTEGER NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "reading_pkey" PRIMARY KEY ("stage_id","source","fact")
);

-- CreateTable
CREATE TABLE "credential" (
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "nonce" BYTEA NOT NULL,
    "wrapped_key" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "backup_policy_token_hash_key" ON "backup_policy"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "backup_policy_stage_id_slug_key" ON "backup_policy"("stage_id", "slug");

-- CreateIndex
CREATE INDEX "backup_run_policy_id_made_at_idx" ON "backup_run"("policy_id", "made_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "backup_run_policy_id_external_id_key" ON "backup_run"("policy_id", "external_id");

-- CreateIndex
CREATE INDEX "restore_test_policy_id_created_at_idx" ON "restore_test"("policy_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "reading_next_at_idx" ON "reading"("next_at");

-- CreateIndex
CREATE UNIQUE INDEX "credential_platform_account_key" ON "credential"("platform", "account");

-- AddForeignKey
ALTER TABLE "backup_policy" ADD CONSTRAINT "backup_policy_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "stage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backup_run" ADD CONSTRAINT "backup_run_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "backup_policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restore_test" ADD CONSTRAINT "restore_test_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "backup_policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restore_test" ADD CONSTRAINT "restore_test_backup_run_id_fkey" FOREIGN KEY ("backup_run_id") REFERENCES "backup_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reading" ADD CONSTRAINT "reading_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "stage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
