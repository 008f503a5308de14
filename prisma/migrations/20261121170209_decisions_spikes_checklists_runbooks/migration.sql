-- AlterTable
ALTER TABLE "system" ADD COLUMN     "documents" TEXT[];

-- AlterTable
ALTER TABLE "stage_state" ADD COLUMN     "checklist" JSONB,
ADD COLUMN     "decisions" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "checklist" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "anchor" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "system_id" UUID,
    "stage_id" UUID,
    "owner" TEXT,
    "deadline" DATE,
    "is_gate" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "checklist_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checklist_item" (
    "id" UUID NOT NULL,
    "checklist_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "section" TEXT,
    "text" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "is_ticked" BOOLEAN NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "is_blocking" BOOLEAN NOT NULL DEFAULT true,
    "binding" JSONB,
    "attestation" JSONB,
    "not_applicable" JSONB,
    "state" TEXT NOT NULL DEFAULT 'unmet',
    "evidence" JSONB,
    "evaluated_at" TIMESTAMPTZ(3),

    CONSTRAINT "checklist_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checklist_snapshot" (
    "id" UUID NOT NULL,
    "checklist_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checklist_snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runbook" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "anchor" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "system_id" UUID,
    "component" TEXT,
    "symptom" TEXT NOT NULL,
    "steps" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "runbook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runbook_run" (
    "id" UUID NOT NULL,
    "runbook_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "steps" JSONB NOT NULL,
    "outcome" TEXT,

    CONSTRAINT "runbook_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" TEXT NOT NULL,
    "document_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "deciders" TEXT[],
    "recorded_on" DATE,
    "decided_on" DATE,
    "review_on" DATE,
    "supersedes" TEXT[],
    "superseded_by" TEXT[],
    "search" tsvector,
    "watch" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision_subject" (
    "id" UUID NOT NULL,
    "decision_id" TEXT NOT NULL,
    "system_id" UUID NOT NULL,
    "stage_id" UUID,

    CONSTRAINT "decision_subject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spike" (
    "id" UUID NOT NULL,
    "decision_id" TEXT NOT NULL,
    "document_id" UUID NOT NULL,
    "stage_id" UUID,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "time_box_minutes" INTEGER,
    "spent_minutes" INTEGER NOT NULL DEFAULT 0,
    "attestations" JSONB NOT NULL DEFAULT '{}',
    "abort" JSONB,
    "abort_override" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "spike_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" UUID NOT NULL,
    "decision_id" TEXT NOT NULL,
    "spike_id" UUID,
    "stage_id" UUID,
    "run_id" UUID,
    "criterion" TEXT NOT NULL,
    "option" TEXT,
    "measure" TEXT,
    "value" DOUBLE PRECISION,
    "text" TEXT,
    "unit" TEXT,
    "holds" BOOLEAN,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "link" TEXT,
    "reason" TEXT,
    "author" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "replaced_at" TIMESTAMPTZ(3),

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spike_run" (
    "id" UUID NOT NULL,
    "spike_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "test" TEXT NOT NULL,
    "option" TEXT,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "captured" JSONB NOT NULL DEFAULT '{}',
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "reason" TEXT,
    "started_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "cancelled_by" TEXT,

    CONSTRAINT "spike_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spike_run_step" (
    "run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "plan" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "evidence" JSONB,
    "message" TEXT,

    CONSTRAINT "spike_run_step_pkey" PRIMARY KEY ("run_id","position")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "home" TEXT NOT NULL,
    "system_id" UUID,
    "repository" TEXT,
    "path" TEXT,
    "branch" TEXT,
    "title" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "base_content" TEXT,
    "base_blob_sha" TEXT,
    "base_commit_sha" TEXT,
    "read_at" TIMESTAMPTZ(3),
    "failure" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_version" (
    "document_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_version_pkey" PRIMARY KEY ("document_id","number")
);

-- CreateTable
CREATE TABLE "document_draft" (
    "document_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "content" TEXT NOT NULL,
    "base_version" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_draft_pkey" PRIMARY KEY ("document_id","user_id")
);

-- CreateTable
CREATE TABLE "document_proposal" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "branch" TEXT NOT NULL,
    "number" INTEGER,
    "url" TEXT,
    "author" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "base_blob_sha" TEXT,
    "failure" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "checklist_stage_id_idx" ON "checklist"("stage_id");

-- CreateIndex
CREATE UNIQUE INDEX "checklist_document_id_anchor_key" ON "checklist"("document_id", "anchor");

-- CreateIndex
CREATE UNIQUE INDEX "checklist_item_checklist_id_key_key" ON "checklist_item"("checklist_id", "key");

-- CreateIndex
CREATE INDEX "checklist_snapshot_checklist_id_idx" ON "checklist_snapshot"("checklist_id");

-- CreateIndex
CREATE INDEX "runbook_system_id_idx" ON "runbook"("system_id");

-- CreateIndex
CREATE UNIQUE INDEX "runbook_document_id_anchor_key" ON "runbook"("document_id", "anchor");

-- CreateIndex
CREATE INDEX "runbook_run_stage_id_idx" ON "runbook_run"("stage_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_document_id_key" ON "decision"("document_id");

-- CreateIndex
CREATE INDEX "decision_status_idx" ON "decision"("status");

-- CreateIndex
CREATE INDEX "decision_review_on_idx" ON "decision"("review_on");

-- CreateIndex
CREATE INDEX "decision_subject_system_id_idx" ON "decision_subject"("system_id");

-- CreateIndex
CREATE INDEX "decision_subject_stage_id_idx" ON "decision_subject"("stage_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_subject_decision_id_system_id_stage_id_key" ON "decision_subject"("decision_id", "system_id", "stage_id");

-- CreateIndex
CREATE UNIQUE INDEX "spike_document_id_key" ON "spike"("document_id");

-- CreateIndex
CREATE INDEX "spike_decision_id_idx" ON "spike"("decision_id");

-- CreateIndex
CREATE INDEX "spike_stage_id_idx" ON "spike"("stage_id");

-- CreateIndex
CREATE INDEX "evidence_decision_id_criterion_idx" ON "evidence"("decision_id", "criterion");

-- CreateIndex
CREATE INDEX "evidence_spike_id_idx" ON "evidence"("spike_id");

-- CreateIndex
CREATE UNIQUE INDEX "spike_run_spike_id_number_key" ON "spike_run"("spike_id", "number");

-- CreateIndex
CREATE INDEX "document_system_id_idx" ON "document"("system_id");

-- CreateIndex
CREATE UNIQUE INDEX "document_repository_path_key" ON "document"("repository", "path");

-- CreateIndex
CREATE INDEX "document_proposal_document_id_idx" ON "document_proposal"("document_id");

-- AddForeignKey
ALTER TABLE "checklist" ADD CONSTRAINT "checklist_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist" ADD CONSTRAINT "checklist_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist" ADD CONSTRAINT "checklist_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "stage"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_checklist_id_fkey" FOREIGN KEY ("checklist_id") REFERENCES "checklist"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_snapshot" ADD CONSTRAINT "checklist_snapshot_checklist_id_fkey" FOREIGN KEY ("checklist_id") REFERENCES "checklist"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook" ADD CONSTRAINT "runbook_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook" ADD CONSTRAINT "runbook_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook_run" ADD CONSTRAINT "runbook_run_runbook_id_fkey" FOREIGN KEY ("runbook_id") REFERENCES "runbook"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook_run" ADD CONSTRAINT "runbook_run_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "stage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_subject" ADD CONSTRAINT "decision_subject_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_subject" ADD CONSTRAINT "decision_subject_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_subject" ADD CONSTRAINT "decision_subject_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "stage"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spike" ADD CONSTRAINT "spike_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spike" ADD CONSTRAINT "spike_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spike" ADD CONSTRAINT "spike_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "stage"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_spike_id_fkey" FOREIGN KEY ("spike_id") REFERENCES "spike"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "spike_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spike_run" ADD CONSTRAINT "spike_run_spike_id_fkey" FOREIGN KEY ("spike_id") REFERENCES "spike"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spike_run" ADD CONSTRAINT "spike_run_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "stage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spike_run_step" ADD CONSTRAINT "spike_run_step_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "spike_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_draft" ADD CONSTRAINT "document_draft_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_draft" ADD CONSTRAINT "document_draft_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_proposal" ADD CONSTRAINT "document_proposal_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Words of a record in both languages. Umlauts written out ("Prioritaet") and not ("Priorität") have to meet, so the
-- text is taken as written and once more with every ae, oe, ue folded into its umlaut; queries are taken the same two ways.
CREATE FUNCTION decision_words(text_written text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('german', text_written)
  || to_tsvector('german', replace(replace(replace(lower(text_written), 'ae', 'ä'), 'oe', 'ö'), 'ue', 'ü'))
  || to_tsvector('english', text_written);

CREATE INDEX decision_search_idx ON decision USING gin (search);

-- At most one proposal of a document is under way.
CREATE UNIQUE INDEX document_proposal_under_way ON document_proposal (document_id)
  WHERE state IN ('queued', 'opening', 'open', 'conflict');

-- At most one run is active on a stage: two people who start it get one.
CREATE UNIQUE INDEX spike_run_active_on_stage ON spike_run (stage_id)
  WHERE state IN ('queued', 'running', 'waiting');

-- The evidence in force for a criterion and option of a spike or decision is one.
CREATE UNIQUE INDEX evidence_in_force ON evidence (decision_id, coalesce(spike_id, '00000000-0000-0000-0000-000000000000'), criterion, coalesce(option, ''))
  WHERE replaced_at IS NULL;

-- A person goes through a runbook on a stage once at a time; others join in.
CREATE UNIQUE INDEX runbook_run_active ON runbook_run (runbook_id, stage_id) WHERE finished_at IS NULL;
