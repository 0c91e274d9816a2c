import { useLocale, useTimeZone } from 'next-intl'

const tags: Record<string, string> = { en: 'en-GB', fr: 'fr-FR' }

/** The language tag for dates and numbers: this is Europe, so English days come before months. */
export function useLocaleTag(): string {
  const locale = useLocale()
  return tags[locale] ?? locale
}

const isPlainDate = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value)

// A calendar date has no zone; read and written in UTC it stays the day it is.
function zoned(value: string, timeZone: string): { moment: Date; timeZone: string } {
  return isPlainDate(value)
    ? { moment: new Date(`${value}T00:00:00Z`), timeZone: 'UTC' }
    : { moment: new Date(value), timeZone }
}

export function exactDate(value: string, locale: string, timeZone = 'UTC'): string {
  const at = zoned(value, timeZone)
  const time: Intl.DateTimeFormatOptions = isPlainDate(value)
    ? {}
    : { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' }
  const day: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }
  return new Intl.DateTimeFormat(locale, { ...day, ...time, timeZone: at.timeZone }).format(at.moment)
}

// The calendar date (`2026-11-22`) an instant falls on in a zone.
function dayOf(value: string, timeZone: string): string {
  const at = zoned(value, timeZone)
  return new Intl.DateTimeFormat('en-CA', { timeZone: at.timeZone }).format(at.moment)
}

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** “today”, “tomorrow”, “yesterday” near `today`, else the date, without its year while that is the current one. */
export function spokenDate(value: string, locale: string, options: { timeZone?: string; today?: string } = {}): string {
  const zone = options.timeZone ?? 'UTC'
  const at = zoned(value, zone)
  const day = dayOf(value, zone)
  const days = options.today === undefined ? Number.NaN : dayNumber(day) - dayNumber(options.today)
  if (Math.abs(days) <= 1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
  const sameYear = options.today?.slice(0, 4) === day.slice(0, 4)
  const parts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) }
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: at.timeZone }).format(at.moment)
}

/**
 * A date as people say it, the exact one on hover. `value` is a calendar date (`2026-11-22`) or an instant
 * (`2026-11-22T10:00:00Z`); give `today` for “today” and “tomorrow”; `clock` adds the hour of an instant.
 */
export function DateText({
  value,
  today,
  timeZone,
  clock,
  className,
}: {
  value: string
  today?: string
  timeZone?: string
  clock?: boolean
  className?: string
}) {
  const locale = useLocaleTag()
  const ownZone = useTimeZone()
  const zone = timeZone ?? ownZone ?? 'UTC'
  const hour: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', timeZone: zone }
  return (
    <time dateTime={value} title={exactDate(value, locale, zone)} className={className}>
      {spokenDate(value, locale, { timeZone: zone, today })}
      {clock && !isPlainDate(value) && `, ${new Intl.DateTimeFormat(locale, hour).format(new Date(value))}`}
    </time>
  )
}
