// Letters on the way of a transfer: to the person who confirms, to the controller who is asked, to the officer who must
// look, to the receiver who fetches. None but the first speaks to the person, and none says anything of them.
import type { LetterWriter } from './letter'
import type { TransferLetterFacts, TransferOfficeFacts } from './transfer-facts'
import { countryName, problemInWords } from './transfer-words'

const confirmReceiver: LetterWriter<TransferLetterFacts['confirm-receiver']> = (facts, locale) => {
  const country = countryName(facts.country, locale)
  if (locale === 'fr')
    return {
      subject: 'Confirmez à qui vont vos données',
      blocks: [
        'Vous avez demandé que vos données soient transmises à un autre responsable. Nous l’avons identifié ainsi :',
        {
          facts: [
            { term: 'Nom', text: facts.name },
            { term: 'Serveur', text: facts.host },
            { term: 'Pays', text: country },
          ],
        },
        'Rien ne part avant que vous l’ayez confirmé sur votre page. Le lien se trouve dans notre message « Suivez votre demande ».',
      ],
    }
  return {
    subject: 'Confirm where your data goes',
    blocks: [
      'You asked us to hand your data to another controller. This is whom we found:',
      {
        facts: [
          { term: 'Name', text: facts.name },
          { term: 'Server', text: facts.host },
          { term: 'Country', text: country },
        ],
      },
      'Nothing leaves before you confirm it on your page. The link is in our message “Follow your request”.',
    ],
  }
}

const acceptanceAsked: LetterWriter<TransferOfficeFacts['acceptance-asked']> = (facts, locale) => {
  const country = countryName(facts.country, locale)
  if (locale === 'fr')
    return {
      subject: 'Votre accord est demandé avant une transmission de données',
      blocks: [
        `Une personne demande que ses données soient transmises à ${facts.receiver} (${country}). Une partie relève de ${facts.controller}. Rien ne part sans votre accord (articles 28 et 44 du RGPD).`,
        'Ce qui partirait, sans aucune valeur, se voit une fois que vous êtes connecté :',
        { action: { label: 'Voir et décider', url: facts.url } },
      ],
    }
  return {
    subject: 'Your acceptance is asked before data is handed over',
    blocks: [
      `A person asks that their data be handed to ${facts.receiver} (${country}). Some of it is ${facts.controller}’s. Nothing leaves without your acceptance (Articles 28 and 44 GDPR).`,
      'What would go, without any value, is shown after you sign in:',
      { action: { label: 'Look and decide', url: facts.url } },
    ],
  }
}

const stuck: LetterWriter<TransferOfficeFacts['transfer-stuck']> = (facts, locale) => {
  const { receiver, attempts } = facts
  const problem = problemInWords(facts.problem, locale)
  if (locale === 'fr')
    return {
      subject: `Une transmission à ${receiver} n’aboutit pas`,
      blocks: [
        facts.final
          ? `L’essai ${attempts} a été arrêté (${problem}). Rien n’est retenté avant que vous le demandiez.`
          : `${attempts} essais ont échoué, le dernier ainsi : ${problem}. D’autres suivent, de plus en plus espacés.`,
        { action: { label: 'Ouvrir la demande', url: facts.url } },
      ],
    }
  return {
    subject: `A delivery to ${receiver} does not get through`,
    blocks: [
      facts.final
        ? `Try number ${attempts} was stopped (${problem}). Nothing is tried again before you say so.`
        : `${attempts} tries have failed, the last one like this: ${problem}. More follow, further and further apart.`,
      { action: { label: 'Open the request', url: facts.url } },
    ],
  }
}

const offered: LetterWriter<TransferOfficeFacts['transfer-offered']> = (facts, locale) => {
  if (locale === 'fr')
    return {
      subject: `Un paquet de données vous attend chez ${facts.from}`,
      blocks: [
        `Une personne a demandé à ${facts.from} de vous transmettre ses données (article 20 du RGPD). Le paquet se retire une seule fois, dans les ${facts.hours} heures, avec le mot convenu entre nous.`,
        { action: { label: 'Retirer le paquet', url: facts.url } },
      ],
    }
  return {
    subject: `A data package waits for you at ${facts.from}`,
    blocks: [
      `A person asked ${facts.from} to hand you their data (Article 20 GDPR). The package can be fetched once, within ${facts.hours} hours, with the word that we agreed on.`,
      { action: { label: 'Fetch the package', url: facts.url } },
    ],
  }
}

export const transferLetters = { 'confirm-receiver': confirmReceiver }
export const transferOfficeLetters = {
  'acceptance-asked': acceptanceAsked,
  'transfer-stuck': stuck,
  'transfer-offered': offered,
}
