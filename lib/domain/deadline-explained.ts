import type { DeadlineStep, PauseBasis } from './deadline-terms'

export type ClockLanguage = 'en' | 'fr'
type Sentences = { [Code in DeadlineStep['code']]: (params: Extract<DeadlineStep, { code: Code }>['params']) => string }

/** One sentence a step, in the order in which the clock was computed. */
export function explainDeadline(steps: readonly DeadlineStep[], language: ClockLanguage): string[] {
  return steps.map((step) => explainStep(step, language))
}

export function explainStep(step: DeadlineStep, language: ClockLanguage): string {
  // The table is exhaustive by its type; the compiler cannot tie one row's code to its own parameters.
  const sentence = SENTENCES[language][step.code] as (params: DeadlineStep['params']) => string
  return sentence(step.params)
}

const day = (iso: string, language: ClockLanguage) =>
  Temporal.PlainDate.from(iso)
    .toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      // Some versions of the locale data put a comma after the English weekday, some do not.
    })
    .replace(',', '')
const en = (iso: string) => day(iso, 'en')
const fr = (iso: string) => day(iso, 'fr')
const months = (count: number, one: string, many: string) => (count === 1 ? one : `${count} ${many}`)

const BASIS_EN: Record<PauseBasis, string> = {
  'fr-statute': 'the French decree suspends the period',
  'uk-statute': 'UK GDPR Art. 12A does not count these days',
  'edpb-tolerance': 'tolerated by EDPB Guidelines 01/2022, §159, but written in no statute',
}
const BASIS_FR: Record<PauseBasis, string> = {
  'fr-statute': 'le décret français suspend le délai',
  'uk-statute': 'l’art. 12A du RGPD britannique ne compte pas ces jours',
  'edpb-tolerance': 'toléré par les lignes directrices 01/2022 du CEPD, § 159, sans texte de loi',
}

const ENGLISH: Sentences = {
  received: (p) => `Received on ${en(p.on)} (${p.timeZone}). The day of receipt itself is not counted.`,
  'received-elsewhere-in-utc': (p) =>
    `Received on ${en(p.on)} in ${p.timeZone} (still or already ${en(p.utcDate)} in UTC): the local date counts. The day of receipt itself is not counted.`,
  'starts-with-identity': (p) => `The clock starts with the proof of identity, on ${en(p.on)} (UK GDPR Art. 12A).`,
  'months-added': (p) =>
    `${months(p.months, 'One month', 'months')} from ${en(p.from)} ends on the same date: ${en(p.to)}.`,
  'months-clamped': (p) =>
    `${months(p.months, 'One month', 'months')} from ${en(p.from)}: that month has no day ${p.day}, so its last day counts: ${en(p.to)}.`,
  paused: (p) =>
    `Asked on ${en(p.askedOn)}, answered on ${en(p.answeredOn)}: ${p.days} ${p.days === 1 ? 'day' : 'days'} added (${BASIS_EN[p.basis]}), until ${en(p.to)}.`,
  'pause-without-effect': (p) => `Asked on ${en(p.askedOn)}, answered on ${en(p.answeredOn)}: no further day to add.`,
  'rest-day': (p) => `A period cannot end on ${en(p.on)}: it goes on to the next working day.`,
  holiday: (p) => `A period cannot end on ${en(p.on)}, a public holiday (${p.nameEn}, ${p.calendar}).`,
  due: (p) => `The answer is due by the end of ${en(p.on)}, 23:59:59 in ${p.timeZone}.`,
}

const FRENCH: Sentences = {
  received: (p) => `Reçue le ${fr(p.on)} (${p.timeZone}). Le jour de la réception ne compte pas.`,
  'received-elsewhere-in-utc': (p) =>
    `Reçue le ${fr(p.on)} à l’heure de ${p.timeZone} (${fr(p.utcDate)} en UTC) : la date locale compte. Le jour de la réception ne compte pas.`,
  'starts-with-identity': (p) =>
    `Le délai part de la preuve d’identité, le ${fr(p.on)} (art. 12A du RGPD britannique).`,
  'months-added': (p) =>
    `${months(p.months, 'Un mois', 'mois')} à compter du ${fr(p.from)} : le délai finit à la même date, le ${fr(p.to)}.`,
  'months-clamped': (p) =>
    `${months(p.months, 'Un mois', 'mois')} à compter du ${fr(p.from)} : ce mois n’a pas de jour ${p.day}, son dernier jour compte, le ${fr(p.to)}.`,
  paused: (p) =>
    `Demande du ${fr(p.askedOn)}, réponse du ${fr(p.answeredOn)} : ${p.days} ${p.days === 1 ? 'jour ajouté' : 'jours ajoutés'} (${BASIS_FR[p.basis]}), jusqu’au ${fr(p.to)}.`,
  'pause-without-effect': (p) =>
    `Demande du ${fr(p.askedOn)}, réponse du ${fr(p.answeredOn)} : aucun jour de plus à ajouter.`,
  'rest-day': (p) => `Un délai ne peut finir le ${fr(p.on)} : il va jusqu’au jour ouvrable suivant.`,
  holiday: (p) => `Un délai ne peut finir le ${fr(p.on)}, jour férié (${p.nameFr}, ${p.calendar}).`,
  due: (p) => `La réponse est due avant la fin du ${fr(p.on)}, 23 h 59 min 59 s à l’heure de ${p.timeZone}.`,
}

const SENTENCES: Record<ClockLanguage, Sentences> = { en: ENGLISH, fr: FRENCH }
