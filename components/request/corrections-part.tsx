import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Field } from '@/components/ui/field'
import { FormFeedback } from '@/components/ui/form-feedback'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import { plainDateInWords } from '@/lib/domain/letters/letter-dates'

export type WishView = {
  id: string
  /** Null: in the person's own words. */
  label: string | null
  wanted: string
  present: string | null
  status: 'open' | 'accepted' | 'adapted' | 'refused' | 'replaced'
}
export type FileView = { id: string; kind: string; bytes: number; receivedOn: string }

/** `looked`: what the officer decided counts, since it is signed. */
const toneOf = ({ status }: WishView, looked: boolean): StatusTone =>
  status === 'replaced'
    ? 'closed'
    : !looked || status === 'open'
      ? 'waiting'
      : status === 'refused'
        ? 'refused'
        : 'working'

export function WishList({ wishes, decided }: { wishes: WishView[]; decided: boolean }) {
  const t = useTranslations('public.follow.corrections')
  const said = ({ status }: WishView) => (status === 'replaced' || decided ? status : 'open')
  if (wishes.length === 0) return <p className="max-w-measure text-soft">{t('none')}</p>
  return (
    <ul className="grid border-rule border-t">
      {wishes.map((wish) => (
        <li
          key={wish.id}
          className="grid gap-x-6 gap-y-1 border-rule border-b py-row sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]"
        >
          <div className="min-w-0">
            <p className="text-soft">{wish.label ?? t('words')}</p>
            <p className="wrap-anywhere whitespace-pre-line font-medium">
              <bdi>{wish.wanted}</bdi>
            </p>
            {wish.present !== null && (
              <p className="wrap-anywhere text-soft">
                {t('instead')} <bdi>{wish.present}</bdi>
              </p>
            )}
          </div>
          <StatusMark tone={toneOf(wish, decided)} className="whitespace-normal">
            {t(`status.${said(wish)}`)}
          </StatusMark>
        </li>
      ))}
    </ul>
  )
}

const problems = [
  'file-too-large',
  'file-not-picture',
  'files-too-many',
  'wrong-status',
  'file-missing',
  'unavailable',
] as const
export type FileSaid = 'received' | (typeof problems)[number]
export const fileSaid = (code: unknown): FileSaid | null =>
  code === 'received' ? code : (problems.find((known) => known === code) ?? null)

type EvidenceProps = { token: string; files: FileView[]; open: boolean; said: FileSaid | null }

/** What was sent to show what is right, and one document more. */
export function EvidencePart({ token, files, open, said }: EvidenceProps) {
  const t = useTranslations('public.follow.evidence')
  if (!open && files.length === 0) return null
  return (
    <div id="evidence" className="mt-6 scroll-mt-8">
      <FormFeedback feedback={said && { ok: said === 'received', message: t(`said.${said}`) }} />
      {files.length > 0 && <Files files={files} />}
      {open && files.length < 5 && (
        <Disclosure summary={t('title')} open={said !== null && said !== 'received'} className="border-rule border-b">
          <FileForm token={token} />
        </Disclosure>
      )}
    </div>
  )
}

function Files({ files }: { files: FileView[] }) {
  const t = useTranslations('public.follow.evidence')
  const locale = useLocale() === 'fr' ? 'fr' : 'en'
  const format = useFormatter()
  const size = (bytes: number) =>
    format.number(Math.max(1, Math.round(bytes / 1000)), { style: 'unit', unit: 'kilobyte' })
  return (
    <>
      <h3 className="font-semibold">{t('sent')}</h3>
      <ul>
        {files.map(({ id, kind, bytes, receivedOn }) => (
          <li key={id} className="py-1">
            {t('file', { kind: kind.toUpperCase(), size: size(bytes), date: plainDateInWords(receivedOn, locale) })}
          </li>
        ))}
      </ul>
    </>
  )
}

/** A plain form, since no server action takes a file of this size: works without scripts. */
function FileForm({ token }: { token: string }) {
  const t = useTranslations('public.follow.evidence')
  return (
    <form
      action={`/follow/${token}/file`}
      method="post"
      encType="multipart/form-data"
      className="grid max-w-measure grid-cols-[minmax(0,1fr)] gap-4"
    >
      {/* A file field is never narrower than its words, unless its column is. */}
      <Field id="file" label={t('label')} hint={t('hint')} className="grid-cols-[minmax(0,1fr)]">
        {(wiring) => (
          <input
            {...wiring}
            type="file"
            name="file"
            accept=".pdf,.png,.jpg,.jpeg"
            className="min-h-control max-w-full py-1 file:mr-3 file:min-h-control file:rounded-md file:border file:border-rule-strong file:bg-sheet file:px-3 file:text-ink"
          />
        )}
      </Field>
      <div>
        <Button type="submit" variant="quiet">
          {t('button')}
        </Button>
      </div>
    </form>
  )
}
