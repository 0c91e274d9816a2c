import { holdEnd, type YearClose } from '../hold-period'
import { type HoldRule, holds, type StartEvent, type StartTransform } from '../hold-rule'

type Language = 'en' | 'fr'

const anchors: Record<Language, Record<StartTransform, string>> = {
  en: {
    'that-date': 'the period starts that day',
    'calendar-year-end': 'the period starts at the end of that calendar year',
    'financial-year-close': 'the period starts at the close of the financial year',
    'following-1-january': 'the period starts on the following 1 January',
    'january-after-close': 'the period starts on the 1 January after the close of the financial year',
  },
  fr: {
    'that-date': 'le délai part de ce jour',
    'calendar-year-end': 'le délai part de la fin de l’année civile',
    'financial-year-close': 'le délai part de la clôture de l’exercice',
    'following-1-january': 'le délai part du 1er janvier suivant',
    'january-after-close': 'le délai part du 1er janvier qui suit la clôture de l’exercice',
  },
}

const subjects: Record<Language, Record<StartEvent, string>> = {
  en: { document: 'A document of', 'last-entry': 'Last entry on', 'last-payment': 'Last payment on' },
  fr: {
    document: 'Un document du',
    'last-entry': 'Dernière écriture le',
    'last-payment': 'Dernier paiement le',
  },
}

/** A worked example in one sentence: a rule is understood by its dates. */
export function explainRule(rule: HoldRule, language: Language, date: string, close?: YearClose): string {
  const start = Temporal.PlainDate.from(date)
  const term = { transform: rule.start, period: rule.period, ...(close && { financialYearClose: close }) }
  const { anchor, end } = holdEnd({ ...term, start })
  const reason = anchors[language][rule.start]
  const from = rule.start === 'that-date' ? reason : `${reason} (${spell(anchor, language)})`
  const subject = `${subjects[language][rule.startEvent ?? 'document']} ${spell(start, language)}`
  const period = spellPeriod(rule.period, language)
  const fate = outcome(rule, language, spell(end, language))
  if (language === 'fr') return `${subject} : ${from} et dure ${period}. ${fate} (${rule.law.reference}).`
  return `${subject}: ${from} and lasts ${period}. ${fate} (${rule.law.reference}).`
}

function outcome(rule: HoldRule, language: Language, end: string): string {
  const anonymise = rule.after === 'anonymise'
  if (language === 'fr') {
    if (!holds(rule))
      return `Sans demande, il est conservé jusqu’au ${end} au plus tard ; une demande l’efface aussitôt`
    const then = anonymise ? 'puis vidé de ce qui désigne une personne' : 'puis effacé'
    return `Il est conservé jusqu’au ${end} inclus, ${then}`
  }
  if (!holds(rule)) return `Without a request it is kept through ${end} at the longest; a request erases it at once`
  return `It is kept through ${end}, then ${anonymise ? 'cleared of whatever names a person' : 'erased'}`
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
