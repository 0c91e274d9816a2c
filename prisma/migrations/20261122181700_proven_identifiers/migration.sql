-- AlterTable
ALTER TABLE "subject_link" ADD COLUMN     "proves_enc" TEXT;

-- AlterTable
ALTER TABLE "subject_request" ADD COLUMN     "proven_identifiers_enc" TEXT;
