-- AlterTable
ALTER TABLE "subject_request" ADD COLUMN     "person_index" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "matter" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "name_enc" TEXT,
    "reason_enc" TEXT,
    "told" TEXT NOT NULL,
    "about_everybody" BOOLEAN NOT NULL,
    "systems" TEXT[],
    "datasets" TEXT[],
    "date_from" DATE,
    "date_to" DATE,
    "review_on" DATE NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "version" INTEGER NOT NULL DEFAULT 1,
    "placed_by" UUID NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "reviewed_by" UUID,
    "reviewed_at" TIMESTAMPTZ(3),
    "lift_proposed_by" UUID,
    "lift_proposed_at" TIMESTAMPTZ(3),
    "lifted_by" UUID,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "matter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "matter_person" (
    "id" UUID NOT NULL,
    "matter_id" UUID NOT NULL,
    "keys_enc" TEXT NOT NULL,
    "person_index" TEXT[],
    "unasked" TEXT[],

    CONSTRAINT "matter_person_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "matter_reference_key" ON "matter"("reference");

-- CreateIndex
CREATE INDEX "matter_status_review_on_idx" ON "matter"("status", "review_on");

-- CreateIndex
CREATE INDEX "matter_person_matter_id_idx" ON "matter_person"("matter_id");

-- CreateIndex
CREATE INDEX "matter_person_person_index_idx" ON "matter_person" USING GIN ("person_index");

-- CreateIndex
CREATE INDEX "subject_request_person_index_idx" ON "subject_request" USING GIN ("person_index");

-- AddForeignKey
ALTER TABLE "matter_person" ADD CONSTRAINT "matter_person_matter_id_fkey" FOREIGN KEY ("matter_id") REFERENCES "matter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
