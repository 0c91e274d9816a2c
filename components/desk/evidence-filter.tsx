import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { TextLink } from '@/components/ui/link-button'
import { SelectField, TextField } from '@/components/ui/text-field'

type Filter = { event?: string; reference?: string }

/** A plain form that asks by GET: it works before any script, and its address can be passed on. */
export function EvidenceFilter({ events, filter, unknown }: { events: string[]; filter: Filter; unknown: boolean }) {
  const t = useTranslations('evidence.filter')
  const names = useTranslations('desk.event')
  const nameOf = (event: string) => {
    const key = event.replaceAll('.', '-')
    return names.has(key) ? names(key) : event
  }
  const sorted = events.map((event) => ({ event, name: nameOf(event) })).sort((a, b) => a.name.localeCompare(b.name))
  return (
    <form method="get" action="/desk/evidence" className="mb-6 flex flex-wrap items-end gap-x-4 gap-y-3">
      <SelectField name="event" label={t('event')} defaultValue={filter.event ?? ''} fieldClassName="w-72 max-w-full">
        <option value="">{t('all')}</option>
        {sorted.map(({ event, name }) => (
          <option key={event} value={event}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        name="reference"
        label={t('reference')}
        placeholder="HB-2026-000042"
        defaultValue={filter.reference ?? ''}
        error={unknown ? t('unknown') : undefined}
        autoComplete="off"
        maxLength={40}
        fieldClassName="w-56 max-w-full"
      />
      <Button type="submit" variant="quiet">
        {t('show')}
      </Button>
      {(filter.event || filter.reference) && (
        <TextLink href="/desk/evidence" className="inline-flex min-h-control items-center">
          {t('clear')}
        </TextLink>
      )}
    </form>
  )
}
