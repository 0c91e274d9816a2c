-- AlterTable
ALTER TABLE "subject_request" ADD COLUMN     "search_anyway" BOOLEAN NOT NULL DEFAULT false;
