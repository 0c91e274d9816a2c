// The other answers: the copy is ready, nothing was found, done by hand, refused. Each names the remedies.
import type { RefusalGround } from '../request/refusal-ground'
import type { AnswerLetterFacts } from './answer-facts'
import { forwarded, namedBlocks, opening, remedies, rowsInWords } from './answer-words'
import type { LetterLocale, LetterWriter } from './letter'
import { plainDateInWords } from './letter-dates'

export const answerAccess: LetterWriter<AnswerLetterFacts['answer-access']> = (facts, locale) => {
  const until = plainDateInWords(facts.expiresOn, locale)
  const rows = rowsInWords(facts.rows, locale)
  const fr = locale === 'fr'
  return {
    subject: fr ? 'La copie de vos données est prête' : 'The copy of your data is ready',
    blocks: [
      opening(facts, locale),
      fr
        ? `La copie contient ${rows}, avec les finalités, les destinataires et les durées de conservation. Vous pouvez la télécharger une fois, sur votre page, jusqu’au ${until} ; elle est ensuite effacée de nos serveurs.`
        : `The copy holds ${rows}, with the purposes, the recipients and how long each is kept. You can download it once, on your page, until ${until}; after that it is deleted from our servers.`,
      fr
        ? 'Le lien vers votre page se trouve dans notre message « Suivez votre demande ».'
        : 'The link to your page is in our message “Follow your request”.',
      ...remedies(facts, locale),
    ],
  }
}

/** Who is named by others is not unknown: then only records of one's own are denied. */
function nothingWords(named: boolean, locale: LetterLocale): { subject: string; text: string } {
  if (locale === 'fr') {
    const searched = 'Nous avons cherché dans tous nos systèmes avec ce que vous nous avez donné pour vous reconnaître.'
    return named
      ? { subject: 'Nous n’avons aucun dossier à votre nom', text: `${searched} Aucun dossier n’y est le vôtre.` }
      : {
          subject: 'Nous n’avons trouvé aucune donnée',
          text: `${searched} Nous n’y détenons aucune donnée à votre sujet dont nous soyons responsables.`,
        }
  }
  const searched = 'We searched all our systems with what you gave us to recognise you.'
  return named
    ? { subject: 'We have no records of yours', text: `${searched} No record in them is yours.` }
    : { subject: 'We found no data', text: `${searched} We are the controller of no data about you in them.` }
}

export const nothingFound: LetterWriter<AnswerLetterFacts['nothing-found']> = (facts, locale) => ({
  subject: nothingWords(Boolean(facts.named), locale).subject,
  blocks: [
    opening(facts, locale),
    nothingWords(Boolean(facts.named), locale).text,
    locale === 'fr'
      ? 'Si vous pensez que nous vous connaissons sous une autre adresse ou un autre numéro, faites une nouvelle demande en l’indiquant.'
      : 'If you think that we know you by another address or number, please make a new request that names it.',
    ...namedBlocks(facts.named ?? null, locale),
    ...forwarded(facts.forwarded, locale),
    ...remedies(facts, locale),
  ],
})

export const groundWords: Record<LetterLocale, Record<RefusalGround, string>> = {
  en: {
    'identity-not-proven': 'We could not establish that the request comes from you (Article 12(2) and (6) GDPR).',
    'not-identifiable': 'We cannot tell which data is yours (Article 11(2) GDPR).',
    'manifestly-unfounded': 'The request is manifestly unfounded (Article 12(5)(b) GDPR).',
    excessive: 'The request is excessive (Article 12(5)(b) GDPR).',
    'legal-obligation': 'A law obliges us to keep this data (Article 17(3)(b) GDPR).',
    'legal-claims': 'The data is needed for legal claims (Article 17(3)(e) GDPR).',
    'rights-of-others': 'It would harm the rights of others (Articles 15(4) and 20(4) GDPR).',
    'processor-only': 'We hold this data for somebody else, who must decide (Article 28(3)(e) GDPR).',
    'not-provided-by-person':
      'The data is not of the kind that can be transferred: provided by you, by consent or contract (Article 20(1) GDPR).',
    'not-accepted': 'The controller of this data did not accept that it leaves (Articles 28 and 44 GDPR).',
    impossible: 'We tried and it cannot be done.',
  },
  fr: {
    'identity-not-proven':
      'Nous n’avons pas pu établir que la demande vient de vous (article 12, paragraphes 2 et 6, du RGPD).',
    'not-identifiable':
      'Nous ne pouvons pas savoir quelles données sont les vôtres (article 11, paragraphe 2, du RGPD).',
    'manifestly-unfounded': 'La demande est manifestement infondée (article 12, paragraphe 5, point b, du RGPD).',
    excessive: 'La demande est excessive (article 12, paragraphe 5, point b, du RGPD).',
    'legal-obligation': 'Une loi nous oblige à garder ces données (article 17, paragraphe 3, point b, du RGPD).',
    'legal-claims':
      'Les données sont nécessaires à la défense de droits en justice (article 17, paragraphe 3, point e, du RGPD).',
    'rights-of-others':
      'Cela porterait atteinte aux droits d’autrui (articles 15, paragraphe 4, et 20, paragraphe 4, du RGPD).',
    'processor-only':
      'Nous détenons ces données pour un autre responsable, qui doit en décider (article 28, paragraphe 3, point e, du RGPD).',
    'not-provided-by-person':
      'Ces données ne sont pas de celles qui se transfèrent : fournies par vous, sur consentement ou contrat (article 20, paragraphe 1, du RGPD).',
    'not-accepted': 'Le responsable de ces données n’a pas accepté qu’elles partent (articles 28 et 44 du RGPD).',
    impossible: 'Nous avons essayé et ce n’est pas possible.',
  },
}

export const refusal: LetterWriter<AnswerLetterFacts['refusal']> = (facts, locale) => ({
  subject: locale === 'fr' ? 'Nous ne pouvons pas donner suite à votre demande' : 'We cannot do what you asked',
  blocks: [
    opening(facts, locale),
    locale === 'fr' ? 'Nous ne pouvons pas y donner suite :' : 'We cannot do it:',
    groundWords[locale][facts.ground],
    ...(facts.reason ? [facts.reason] : []),
    ...remedies(facts, locale),
  ],
})

export const doneByHand: LetterWriter<AnswerLetterFacts['done-by-hand']> = (facts, locale) => ({
  subject: locale === 'fr' ? 'Votre demande est traitée' : 'Your request is done',
  blocks: [
    opening(facts, locale),
    locale === 'fr'
      ? 'Un collègue a fait le nécessaire. Voici ce qu’il en dit :'
      : 'A colleague has done what was needed. In their words:',
    facts.note,
    ...remedies(facts, locale),
  ],
})
