-- AlterTable
ALTER TABLE "setting_source" ADD COLUMN     "attempted_at" TIMESTAMPTZ(3),
ADD COLUMN     "failure" TEXT,
ADD COLUMN     "failure_message" TEXT,
ALTER COLUMN "read_at" DROP NOT NULL;
