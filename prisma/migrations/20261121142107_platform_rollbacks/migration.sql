-- AlterTable
ALTER TABLE "deployment" ADD COLUMN     "mechanism" TEXT NOT NULL DEFAULT 'workflow',
ADD COLUMN     "operation_id" TEXT,
ADD COLUMN     "platform_release_id" TEXT,
ADD COLUMN     "platform_source" TEXT;
