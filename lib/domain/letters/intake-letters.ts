// Letters around asking and proving. They go to addresses that anybody may have typed: no name, no word of the request's
// text, nothing that tells whether the person is known here.
import type { Right } from '../request/rights'
import type { LetterWriter } from './letter'
import { dateInWords } from './letter-dates'
import { rightWords } from './right-words'

export type IntakeLetterFacts = {
  /** Proves the mailbox. `hours`: how long the link holds. */
  'confirm-address': { url: string; hours: number; days: number; rights: Right[] }
  /** The person's own page; `notMeUrl` stops the request. */
  'your-page': { url: string; notMeUrl?: string; dueOn: string }
  'one-time-code': { code: string; minutes: number; purpose: 'open-page' | 'collect-package' }
  /** Asked at the address on file, since the request came from another one: `askedFrom`, masked. */
  'on-file-question': { url: string; notMeUrl: string; days: number; rights: Right[]; askedFrom: string }
  /** Tells a known address that a request stands, with the way to stop it. */
  'not-me': { notMeUrl: string; rights: Right[] }
}

const confirmAddress: LetterWriter<IntakeLetterFacts['confirm-address']> = (facts, locale) => {
  const list = facts.rights.map((right) => rightWords[locale][right])
  if (locale === 'fr')
    return {
      subject: 'Confirmez votre demande',
      blocks: [
        'Une demande concernant des données personnelles nous a été envoyée avec cette adresse. Elle porte sur :',
        { list },
        'Confirmez qu’elle vient bien de vous :',
        { action: { label: 'Confirmer ma demande', url: facts.url } },
        `Ce lien vaut ${facts.hours} heures et ne sert qu’une fois. Sans confirmation, rien n’est fait et la demande est effacée au bout de ${facts.days} jours.`,
        'Si cette demande ne vient pas de vous, vous n’avez rien à faire.',
      ],
    }
  return {
    subject: 'Confirm your request',
    blocks: [
      'A request about personal data was sent to us with this address. It asks for:',
      { list },
      'Please confirm that it comes from you:',
      { action: { label: 'Confirm my request', url: facts.url } },
      `The link holds for ${facts.hours} hours and works once. Without it nothing is done, and the request is deleted after ${facts.days} days.`,
      'If this request is not yours, there is nothing you need to do.',
    ],
  }
}

const yourPage: LetterWriter<IntakeLetterFacts['your-page']> = (facts, locale) => {
  const on = dateInWords(facts.dueOn, locale)
  if (locale === 'fr')
    return {
      subject: 'Suivez votre demande',
      blocks: [
        `Votre demande est enregistrée. Nous vous répondrons au plus tard le ${on}.`,
        'Votre page dit où elle en est. Vous y trouverez nos lettres et, si vous l’avez demandée, la copie de vos données. Un code vous est envoyé à chaque ouverture : gardez ce message.',
        { action: { label: 'Ouvrir ma page', url: facts.url } },
        ...(facts.notMeUrl
          ? ['Cette demande ne vient pas de vous ? Arrêtez-la ici :', quietAction('Ce n’était pas moi', facts.notMeUrl)]
          : []),
      ],
    }
  return {
    subject: 'Follow your request',
    blocks: [
      `Your request is recorded. You will have our answer by ${on} at the latest.`,
      'Your page says how far it is. Our letters will be there and, if you asked for it, the copy of your data. Each time you open it we send you a code, so please keep this message.',
      { action: { label: 'Open my page', url: facts.url } },
      ...(facts.notMeUrl
        ? ['Did this request not come from you? Stop it here:', quietAction('This was not me', facts.notMeUrl)]
        : []),
    ],
  }
}

const actionOf = (label: string, url: string) => ({ action: { label, url } })
/** The other way out: there, and not in the way. */
const quietAction = (label: string, url: string) => ({ action: { label, url, quiet: true } })

const oneTimeCode: LetterWriter<IntakeLetterFacts['one-time-code']> = (facts, locale) => {
  const collects = facts.purpose === 'collect-package'
  if (locale === 'fr')
    return {
      subject: 'Votre code',
      blocks: [
        collects
          ? 'Voici le code pour télécharger la copie de vos données :'
          : 'Voici le code pour ouvrir votre page :',
        { code: facts.code },
        `Il vaut ${facts.minutes} minutes et ne sert qu’une fois. Ne le donnez à personne : nous ne vous le demanderons jamais.`,
        'Si vous n’avez pas demandé de code, ne faites rien : sans lui, personne ne voit votre page.',
      ],
    }
  return {
    subject: 'Your code',
    blocks: [
      collects ? 'This is the code to download the copy of your data:' : 'This is the code to open your page:',
      { code: facts.code },
      `It holds for ${facts.minutes} minutes and works once. Give it to nobody: we will never ask you for it.`,
      'If you did not ask for a code, do nothing: without it nobody sees your page.',
    ],
  }
}

const onFileQuestion: LetterWriter<IntakeLetterFacts['on-file-question']> = (facts, locale) => {
  const list = facts.rights.map((right) => rightWords[locale][right])
  if (locale === 'fr')
    return {
      subject: 'Cette demande vient-elle de vous ?',
      blocks: [
        `Nous avons reçu, depuis une autre adresse (${facts.askedFrom}), une demande qui semble vous concerner. Elle porte sur :`,
        { list },
        'Avant de répondre, nous devons savoir si elle vient de vous. Si vous dites oui, toutes nos réponses arrivent ici, et non plus à l’autre adresse :',
        actionOf('Oui, c’est ma demande', facts.url),
        quietAction('Non, ce n’était pas moi', facts.notMeUrl),
        `Ces liens valent ${facts.days} jours. Sans réponse, nous ne donnons ni n’effaçons rien.`,
      ],
    }
  return {
    subject: 'Is this request yours?',
    blocks: [
      `From another address (${facts.askedFrom}) we have received a request that seems to be about you. It asks for:`,
      { list },
      'Before we answer we need to know whether it comes from you. If you say yes, all our answers come here and no longer to the other address:',
      actionOf('Yes, this is my request', facts.url),
      quietAction('No, this was not me', facts.notMeUrl),
      `The links hold for ${facts.days} days. Without your answer nothing is handed out and nothing is deleted.`,
    ],
  }
}

const notMe: LetterWriter<IntakeLetterFacts['not-me']> = (facts, locale) => {
  const list = facts.rights.map((right) => rightWords[locale][right])
  if (locale === 'fr')
    return {
      subject: 'Une demande est en cours pour vos données',
      blocks: [
        'Pour votre protection, nous vous informons qu’une demande concernant vos données est en cours. Elle porte sur :',
        { list },
        'Si elle vient de vous, vous n’avez rien à faire. Sinon, arrêtez-la ici :',
        quietAction('Ce n’était pas moi', facts.notMeUrl),
      ],
    }
  return {
    subject: 'A request about your data is under way',
    blocks: [
      'For your protection we tell you that a request about your data is under way. It asks for:',
      { list },
      'If it is yours, there is nothing you need to do. If it is not, stop it here:',
      quietAction('This was not me', facts.notMeUrl),
    ],
  }
}

export const intakeLetters: { [K in keyof IntakeLetterFacts]: LetterWriter<IntakeLetterFacts[K]> } = {
  'confirm-address': confirmAddress,
  'your-page': yourPage,
  'one-time-code': oneTimeCode,
  'on-file-question': onFileQuestion,
  'not-me': notMe,
}
