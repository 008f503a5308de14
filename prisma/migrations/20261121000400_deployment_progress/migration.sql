ALTER TABLE "deployment"
ADD COLUMN "force_cancel_requested_at" TIMESTAMPTZ(3),
ADD COLUMN "next_step_at" TIMESTAMPTZ(3),
ADD COLUMN "workflow_sha" TEXT,
ADD COLUMN "search" JSONB,
ADD COLUMN "waiting_for" JSONB,
DROP COLUMN "etag";

-- Deliveries that still have to be worked on, found without reading the log of all the others.
CREATE INDEX "webhook_delivery_open" ON "webhook_delivery" ("received_at")
WHERE "processed_at" IS NULL AND "outcome" = 'accepted';
