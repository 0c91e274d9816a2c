import { holdEnd, type YearClose } from '../hold-period'
import type { HoldRule, StartTransform } from '../hold-rule'

type Language = 'en' | 'fr'

const anchors: Record<Language, Record<StartTransform, string>> = {
  en: {
    'that-date': 'the period starts that day',
    'calendar-year-end': 'the period starts at the end of that calendar year',
    'financial-year-close': 'the period starts at the close of the financial year',
    'following-1-january': 'the period starts on the following 1 January',
  },
  fr: {
    'that-date': 'le délai part de ce jour',
    'calendar-year-end': 'le délai part de la fin de l’année civile',
    'financial-year-close': 'le délai part de la clôture de l’exercice',
    'following-1-january': 'le délai part du 1er janvier suivant',
  },
}

/** A worked example in one sentence: a rule is understood by its dates. */
export function explainRule(rule: HoldRule, language: Language, documentDate: string, close?: YearClose): string {
  const start = Temporal.PlainDate.from(documentDate)
  const term = { transform: rule.start, period: rule.period, ...(close && { financialYearClose: close }) }
  const { anchor, end } = holdEnd({ ...term, start })
  const day = (date: Temporal.PlainDate) => spell(date, language)
  const period = spellPeriod(rule.period, language)
  const [from, reason] = [day(start), anchors[language][rule.start]]
  if (language === 'fr')
    return `Un document du ${from} : ${reason} (${day(anchor)}) et dure ${period}. Il est conservé jusqu’au ${day(end)} inclus, puis effacé (${rule.law.reference}).`
  return `A document of ${from}: ${reason} (${day(anchor)}) and lasts ${period}. It is kept through ${day(end)}, then erased (${rule.law.reference}).`
}

function spell(date: Temporal.PlainDate, language: Language): string {
  const text = date.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  return language === 'fr' ? text.replace(/^1 /, '1er ') : text
}

type Unit = 'years' | 'months' | 'weeks' | 'days'

const units: Record<Language, [Unit, string, string][]> = {
  en: [
    ['years', 'year', 'years'],
    ['months', 'month', 'months'],
    ['weeks', 'week', 'weeks'],
    ['days', 'day', 'days'],
  ],
  fr: [
    ['years', 'an', 'ans'],
    ['months', 'mois', 'mois'],
    ['weeks', 'semaine', 'semaines'],
    ['days', 'jour', 'jours'],
  ],
}

export function spellPeriod(period: string, language: Language): string {
  const duration = Temporal.Duration.from(period)
  return units[language]
    .map(([unit, one, many]) => ({ count: duration[unit], one, many }))
    .filter(({ count }) => count > 0)
    .map(({ count, one, many }) => `${count} ${count === 1 ? one : many}`)
    .join(language === 'fr' ? ' et ' : ' and ')
}
