-- AlterTable
ALTER TABLE "system" ADD COLUMN     "content_hash" TEXT,
DROP COLUMN "missing",
ADD COLUMN     "missing" JSONB NOT NULL DEFAULT '[]';
