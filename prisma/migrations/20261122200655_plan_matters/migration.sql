-- AlterTable
ALTER TABLE "plan" ADD COLUMN     "matters" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "plan_matters_idx" ON "plan" USING GIN ("matters");
