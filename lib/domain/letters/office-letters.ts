// Mails to colleagues about a task. No name and nothing of the person: what it is about stands behind the sign-in.
import type { LetterBlock, LetterWriter } from './letter'
import { plainDateInWords } from './letter-dates'
import { type RecipientLetterFacts, recipientLetters } from './recipient-letters'
import type { TransferOfficeFacts } from './transfer-facts'
import { transferOfficeLetters } from './transfer-letters'

type About = {
  kind: 'find' | 'erase'
  /** The system's name in the data map. */
  system: string
  /** ISO date. */
  dueOn: string
  url: string
}
export type OfficeLetterFacts = TransferOfficeFacts &
  RecipientLetterFacts & {
    'task-asked': About
    'task-overdue': About & { chaser: number }
    /** To the DPO. */
    'task-escalated': About & { owner: string; chasers: number }
  }

const what = {
  en: {
    find: (system: string) => `Please look in “${system}” for the data of one person and record what you found.`,
    erase: (system: string) => `Please erase the data of one person in “${system}” and record what you did.`,
  },
  fr: {
    find: (system: string) =>
      `Merci de chercher dans « ${system} » les données d’une personne et de noter le résultat.`,
    erase: (system: string) => `Merci d’effacer dans « ${system} » les données d’une personne et de noter le résultat.`,
  },
}
const open = { en: 'Open the task', fr: 'Ouvrir la tâche' }
const whose = {
  en: 'Whose data it is stands in the task, after you sign in.',
  fr: 'La tâche dit de qui il s’agit, une fois que vous êtes connecté.',
}
const link = (facts: About, locale: 'en' | 'fr'): LetterBlock => ({ action: { label: open[locale], url: facts.url } })

const asked: LetterWriter<OfficeLetterFacts['task-asked']> = (facts, locale) => {
  const on = plainDateInWords(facts.dueOn, locale)
  return {
    subject: locale === 'fr' ? `Une tâche pour vous : ${facts.system}` : `A task for you: ${facts.system}`,
    blocks: [
      what[locale][facts.kind](facts.system),
      locale === 'fr' ? `À faire au plus tard le ${on}.` : `It is due on ${on}.`,
      whose[locale],
      link(facts, locale),
    ],
  }
}

const overdue: LetterWriter<OfficeLetterFacts['task-overdue']> = (facts, locale) => {
  const on = plainDateInWords(facts.dueOn, locale)
  return {
    subject: locale === 'fr' ? `Rappel : tâche en retard, ${facts.system}` : `Reminder: task overdue, ${facts.system}`,
    blocks: [
      locale === 'fr'
        ? `Cette tâche devait être faite le ${on}. Une personne attend sa réponse, et la loi nous fixe un délai.`
        : `This task was due on ${on}. A person is waiting for the answer, and the law sets us a time limit.`,
      what[locale][facts.kind](facts.system),
      whose[locale],
      link(facts, locale),
    ],
  }
}

const escalated: LetterWriter<OfficeLetterFacts['task-escalated']> = (facts, locale) => {
  const on = plainDateInWords(facts.dueOn, locale)
  return {
    subject: locale === 'fr' ? `Tâche sans réponse : ${facts.system}` : `Task without an answer: ${facts.system}`,
    blocks: [
      locale === 'fr'
        ? `La tâche « ${facts.system} » devait être faite le ${on}. ${facts.owner} a reçu ${facts.chasers} rappels et n’a pas répondu.`
        : `The task “${facts.system}” was due on ${on}. ${facts.owner} was reminded ${facts.chasers} times and has not answered.`,
      locale === 'fr'
        ? 'La demande ne peut pas se terminer avant. Vous pouvez répondre vous-même.'
        : 'The request cannot end before it is done. You can answer it yourself.',
      link(facts, locale),
    ],
  }
}

export const officeLetters: { [K in keyof OfficeLetterFacts]: LetterWriter<OfficeLetterFacts[K]> } = {
  'task-asked': asked,
  'task-overdue': overdue,
  'task-escalated': escalated,
  ...transferOfficeLetters,
  ...recipientLetters,
}
/** Not for the person's page: they are between colleagues. */
export const officeLetterKinds = Object.keys(officeLetters)
