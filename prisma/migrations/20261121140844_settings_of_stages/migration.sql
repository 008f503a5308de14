-- CreateTable
CREATE TABLE "setting_source" (
    "stage_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_source_pkey" PRIMARY KEY ("stage_id","source")
);

-- CreateTable
CREATE TABLE "setting" (
    "stage_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "component" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "fingerprint" TEXT,
    "updated_at" TIMESTAMPTZ(3),

    CONSTRAINT "setting_pkey" PRIMARY KEY ("stage_id","source","component","name")
);

-- CreateTable
CREATE TABLE "setting_change" (
    "id" BIGSERIAL NOT NULL,
    "stage_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "component" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "setting_change_stage_id_at_idx" ON "setting_change"("stage_id", "at" DESC);
