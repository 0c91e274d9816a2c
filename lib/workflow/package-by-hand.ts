// What colleagues found where no connector reaches, as the copy says it: their words, their file, and the register's line.
import type { PackageByHand } from '../delivery/package/package-facts'
import type { PackageAttachment } from '../delivery/package/write-package'
import { taskSystemOf } from '../domain/data-map/system-kinds'
import type { DataMap } from '../domain/data-map/types'
import type { LetterLocale } from '../domain/letters/letter'
import type { Prisma } from '../platform/db/client'
import type { RequestVault } from '../platform/request-vault'
import { foundByHand } from './by-hand-lines'
import { readTaskFile } from './task-file'

type Task = Prisma.ManualTaskGetPayload<object>

export type ByHandParts = { byHand: PackageByHand[]; attachments: PackageAttachment[] }

export function byHandParts(vault: RequestVault, settled: Task[], map: DataMap, locale: LetterLocale): ByHandParts {
  const tasks = foundByHand(settled)
  return {
    byHand: tasks.map((task) => describe(vault, task, map, locale)),
    attachments: tasks.flatMap((task) => {
      const name = fileOf(task)
      return name === null ? [] : [{ name, read: () => clear(vault, task) }]
    }),
  }
}

const fileOf = ({ systemKey, fileName, fileKind }: Task): string | null =>
  fileName === null ? null : `by-hand/${systemKey}.${fileKind}`

function describe(vault: RequestVault, task: Task, map: DataMap, locale: LetterLocale): PackageByHand {
  const system = taskSystemOf(map, task.systemKey ?? '')
  return {
    system: system?.name ?? task.systemKey ?? '',
    records: task.records ?? 0,
    note: task.noteEnc ? vault.open(`manual_task.note:${task.id}`, task.noteEnc) : null,
    file: fileOf(task),
    sha256: task.fileSha256,
    answeredAt: (task.doneAt ?? task.createdAt).toISOString(),
    holdings: (system?.holdings ?? []).map((held) => ({
      label: held.label[locale],
      purposes: held.purposes.map((text) => text[locale]),
      legalBasis: held.legalBasis,
      recipients: held.recipients,
      retention: held.retention[locale],
      source: held.source ? held.source[locale] : null,
    })),
  }
}

/** @throws where the file is not what was attached: half a copy is none. */
async function clear(vault: RequestVault, task: Task): Promise<Buffer> {
  const read = await readTaskFile(vault, task)
  if (!read.ok) throw new Error(`an attachment cannot be read: ${read.reason}`)
  return read.bytes
}
