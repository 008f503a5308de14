-- AlterTable
ALTER TABLE "reading" ADD COLUMN     "target_hash" TEXT NOT NULL DEFAULT '';
