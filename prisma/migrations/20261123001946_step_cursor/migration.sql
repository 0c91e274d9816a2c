-- AlterTable
ALTER TABLE "step" ADD COLUMN     "cursor" JSONB;
