// Mails to recipients of the data (Art. 19 GDPR), and to the officer when one does not answer. No name and nothing of the
// person: what it is about stands behind the link.
import type { LetterWriter } from './letter'

type About = { url: string; from: string }
export type RecipientLetterFacts = {
  'recipient-notice': About
  'recipient-reminder': About & { chaser: number }
  /** To the DPO. */
  'recipient-silent': { recipient: string; chasers: number; url: string }
}

const open = { en: 'See what it is about and answer', fr: 'Voir de quoi il s’agit et répondre' }

const why = {
  en: (from: string) =>
    `You received personal data of one person from ${from}. Some of it was corrected, erased or restricted, and Article 19 GDPR obliges us to tell you.`,
  fr: (from: string) =>
    `Vous avez reçu de ${from} des données personnelles d’une personne. Une partie a été rectifiée, effacée ou limitée, et l’article 19 du RGPD nous oblige à vous en informer.`,
}
const then = {
  en: 'The page says whom and what it concerns, and takes your answer: done, or why you cannot. This message names nobody on purpose.',
  fr: 'La page dit qui et quoi est concerné, et reçoit votre réponse : c’est fait, ou pourquoi ce n’est pas possible. Ce message ne nomme volontairement personne.',
}

const notice: LetterWriter<RecipientLetterFacts['recipient-notice']> = ({ url, from }, locale) => ({
  subject:
    locale === 'fr'
      ? 'Des données que vous avez reçues ont changé : votre réponse est demandée'
      : 'Data that you received has changed: please answer',
  blocks: [why[locale](from), then[locale], { action: { label: open[locale], url } }],
})

const reminder: LetterWriter<RecipientLetterFacts['recipient-reminder']> = ({ url, from, chaser }, locale) => ({
  subject:
    locale === 'fr'
      ? `Rappel ${chaser} : des données que vous avez reçues ont changé`
      : `Reminder ${chaser}: data that you received has changed`,
  blocks: [
    locale === 'fr'
      ? 'Vous ne nous avez pas encore répondu. Le lien ci-dessous remplace celui de nos messages précédents.'
      : 'We have no answer from you yet. The link below replaces the one in our earlier messages.',
    why[locale](from),
    then[locale],
    { action: { label: open[locale], url } },
  ],
})

const silent: LetterWriter<RecipientLetterFacts['recipient-silent']> = ({ recipient, chasers, url }, locale) =>
  locale === 'fr'
    ? {
        subject: `Un destinataire ne répond pas : ${recipient}`,
        blocks: [
          `${recipient} a reçu ${chasers} rappels et n’a pas répondu (article 19 du RGPD). Joignez-le autrement et notez-le sur la page de la demande.`,
          { action: { label: 'Ouvrir la demande', url } },
        ],
      }
    : {
        subject: `A recipient does not answer: ${recipient}`,
        blocks: [
          `${recipient} has had ${chasers} reminders and has not answered (Article 19 GDPR). Reach them another way and record it on the request’s page.`,
          { action: { label: 'Open the request', url } },
        ],
      }

export const recipientLetters = {
  'recipient-notice': notice,
  'recipient-reminder': reminder,
  'recipient-silent': silent,
}
