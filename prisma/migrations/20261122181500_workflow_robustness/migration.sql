-- AlterTable
ALTER TABLE "access_package" ADD COLUMN     "collecting_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "request_item" ADD COLUMN     "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "staff_user" ADD COLUMN     "created_by" UUID,
ADD COLUMN     "password_changed_at" TIMESTAMPTZ(3);
