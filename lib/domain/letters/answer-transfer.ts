// Answers to a request of Art. 20: handed over whole, in part, or not at all; each says what, what not and why, and names
// the remedies (Art. 12(4)).
import type { AnswerLetterFacts, LeftLine, TransferredLine } from './answer-facts'
import { forwarded, inLocale, opening, remedies, rowsInWords } from './answer-words'
import type { LetterBlock, LetterLocale, LetterWriter } from './letter'
import { plainDateInWords } from './letter-dates'
import { countryName, sizeInWords, whyLeft } from './transfer-words'

const colon = { en: ': ', fr: '\u00a0: ' }

const named = (fields: { en: string; fr: string }[], locale: LetterLocale): string =>
  fields.map((field) => inLocale(field, locale)).join(', ')

function transferredBlocks(lines: TransferredLine[], locale: LetterLocale): LetterBlock[] {
  const list = lines.map(
    ({ label, fields, rows }) =>
      `${inLocale(label, locale)} (${rowsInWords(rows, locale)})${colon[locale]}${named(fields, locale)}`,
  )
  return [{ heading: locale === 'fr' ? 'Ce qui est transmis' : 'What is handed over' }, { list }]
}

function leftBlocks(lines: LeftLine[], locale: LetterLocale): LetterBlock[] {
  if (lines.length === 0) return []
  const list = lines.map(({ label, fields, why, reason }) => {
    const what = fields.length > 0 ? `${inLocale(label, locale)} (${named(fields, locale)})` : inLocale(label, locale)
    return `${what}${colon[locale]}${whyLeft[locale][why]}${reason ? `. ${reason}` : ''}`
  })
  return [{ heading: locale === 'fr' ? 'Ce qui ne l’est pas, et pourquoi' : 'What is not, and why' }, { list }]
}

const whole = {
  en: { transferred: 'Your data was handed over', portable: 'Your data is ready to take along' },
  fr: { transferred: 'Vos données ont été transmises', portable: 'Vos données sont prêtes à être emportées' },
}
const part = {
  en: { transferred: 'Your data was handed over in part', portable: 'Your data is ready to take along, in part' },
  fr: {
    transferred: 'Vos données ont été transmises en partie',
    portable: 'Vos données sont prêtes à être emportées, en partie',
  },
}

/** No more than what was seen. */
const arrived = {
  en: {
    whole: 'We checked there that it arrived whole.',
    answered: 'Their server confirmed that it took all of it; it does not let us read it back.',
    fetched: 'They fetched it from our server to its last byte.',
  },
  fr: {
    whole: 'Nous avons vérifié sur place qu’elles y sont arrivées entières.',
    answered: 'Son serveur a confirmé les avoir toutes reçues ; il ne nous permet pas de les relire.',
    fetched: 'Il les a retirées sur notre serveur jusqu’au dernier octet.',
  },
}

export const answerTransferred: LetterWriter<AnswerLetterFacts['answer-transferred']> = (facts, locale) => {
  const { receiver } = facts
  const on = plainDateInWords(facts.deliveredOn, locale)
  const country = countryName(receiver.country, locale)
  const fr = locale === 'fr'
  return {
    subject: (facts.partly ? part : whole)[locale].transferred,
    blocks: [
      opening(facts, locale),
      fr
        ? `Le ${on}, nous avons transmis vos données à ${receiver.name} (${receiver.host}, ${country}), que vous avez désigné et confirmé. ${arrived.fr[facts.seen]}`
        : `On ${on} we handed your data to ${receiver.name} (${receiver.host}, ${country}), whom you named and confirmed. ${arrived.en[facts.seen]}`,
      {
        facts: [
          { term: fr ? 'Taille' : 'Size', text: sizeInWords(facts.bytes, locale) },
          { term: 'SHA-256', text: facts.sha256 },
        ],
      },
      fr
        ? 'Ce responsable décide désormais de son propre chef de ce qu’il fait de ces données. Nous gardons les nôtres comme avant : une transmission n’est pas un effacement.'
        : 'That controller decides on its own what it does with this data. We keep ours as before: handing over is not deleting.',
      ...transferredBlocks(facts.transferred, locale),
      ...leftBlocks(facts.left, locale),
      ...forwarded(facts.forwarded, locale),
      ...remedies(facts, locale),
    ],
  }
}

export const answerPortable: LetterWriter<AnswerLetterFacts['answer-portable']> = (facts, locale) => {
  const until = plainDateInWords(facts.expiresOn, locale)
  const rows = rowsInWords(facts.rows, locale)
  return {
    subject: (facts.partly ? part : whole)[locale].portable,
    blocks: [
      opening(facts, locale),
      locale === 'fr'
        ? `Le fichier contient ${rows}, dans des formats que d’autres services savent lire (JSON et CSV). Vous pouvez le télécharger une fois, sur votre page, jusqu’au ${until} ; il est ensuite effacé de nos serveurs.`
        : `The file holds ${rows}, in formats that other services can read (JSON and CSV). You can download it once, on your page, until ${until}; after that it is deleted from our servers.`,
      ...transferredBlocks(facts.transferred, locale),
      ...leftBlocks(facts.left, locale),
      ...forwarded(facts.forwarded, locale),
      ...remedies(facts, locale),
    ],
  }
}

export const transferRefused: LetterWriter<AnswerLetterFacts['transfer-refused']> = (facts, locale) => ({
  subject: locale === 'fr' ? 'Nous ne pouvons pas transmettre vos données' : 'We cannot hand over your data',
  blocks: [
    opening(facts, locale),
    locale === 'fr'
      ? 'Rien n’a été transmis. Voici ce que nous avons trouvé, et pourquoi cela ne peut l’être :'
      : 'Nothing was handed over. This is what we found, and why it cannot be:',
    ...leftBlocks(facts.left, locale),
    ...forwarded(facts.forwarded, locale),
    ...remedies(facts, locale),
  ],
})
