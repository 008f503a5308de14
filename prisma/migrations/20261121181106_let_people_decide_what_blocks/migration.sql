-- AlterTable
ALTER TABLE "checklist_item" ADD COLUMN     "blocking_override" BOOLEAN;
