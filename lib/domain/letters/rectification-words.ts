import type { LetterLocale } from './letter'

const en = {
  colon: ': ',
  subject: {
    corrected: 'Your data is corrected',
    partly: 'Your data is corrected in part',
    refused: 'We did not correct your data',
  },
  corrected: 'What is corrected',
  readAgain: (on: string) => `We read our systems again on ${on} to make sure of it.`,
  asWished: 'What stood there already as you want it',
  kept: 'What stays as it is',
  keptWhy: 'An issued document is never changed: the law obliges us to keep it as it was issued.',
  offers: {
    'corrective-document': 'A corrective document is issued instead; both are kept together.',
    statement: 'What you state to be right is kept beside it as your supplementary statement (Article 16 GDPR).',
  },
  frozen: 'What cannot be changed for now',
  frozenWhy:
    'This data is kept unchanged for the establishment, exercise or defence of legal claims (Articles 17(3)(e) and 18(1)(c) GDPR). We look regularly at whether that is still so.',
  byHand: {
    rectify: 'What a colleague corrected by hand',
    'corrective-document': 'The corrective document',
    statement: 'Your statement',
  },
  notByHand: {
    rectify: 'What could not be corrected by hand, and why',
    'corrective-document': 'Why no corrective document is issued',
    statement: 'Why your statement is not kept there',
  },
  refused: 'What we did not correct, and why',
  inYourWords: 'What you asked for in your own words',
  recipients: 'Whom we tell',
  recipientsWhy:
    'Our register names these recipients of the data. We tell each of them of the correction, unless that is impossible or a disproportionate effort (Article 19 GDPR); your page shows who was told and when.',
}

const fr: typeof en = {
  colon: ' : ',
  subject: {
    corrected: 'Vos données sont rectifiées',
    partly: 'Vos données sont rectifiées en partie',
    refused: 'Nous n’avons pas rectifié vos données',
  },
  corrected: 'Ce qui est rectifié',
  readAgain: (on) => `Nous l’avons vérifié par une nouvelle lecture de nos systèmes le ${on}.`,
  asWished: 'Ce qui y figurait déjà comme vous le souhaitez',
  kept: 'Ce qui reste tel quel',
  keptWhy: 'Un document émis ne se modifie jamais : la loi nous oblige à le garder tel qu’il a été émis.',
  offers: {
    'corrective-document': 'Un document rectificatif est émis à sa place ; les deux sont gardés ensemble.',
    statement:
      'Ce que vous déclarez exact est gardé à côté, comme votre déclaration complémentaire (article 16 du RGPD).',
  },
  frozen: 'Ce qui ne peut pas être modifié pour l’instant',
  frozenWhy:
    'Ces données sont gardées inchangées pour la constatation, l’exercice ou la défense de droits en justice (article 17, paragraphe 3, point e, et article 18, paragraphe 1, point c, du RGPD). Nous vérifions régulièrement que c’est toujours le cas.',
  byHand: {
    rectify: 'Ce qu’un collègue a rectifié à la main',
    'corrective-document': 'Le document rectificatif',
    statement: 'Votre déclaration',
  },
  notByHand: {
    rectify: 'Ce qui n’a pas pu être rectifié à la main, et pourquoi',
    'corrective-document': 'Pourquoi aucun document rectificatif n’est émis',
    statement: 'Pourquoi votre déclaration n’y est pas jointe',
  },
  refused: 'Ce que nous n’avons pas rectifié, et pourquoi',
  inYourWords: 'Ce que vous avez demandé dans vos mots',
  recipients: 'Qui nous informons',
  recipientsWhy:
    'Notre registre nomme ces destinataires des données. Nous informons chacun d’eux de la rectification, sauf si c’est impossible ou demande un effort disproportionné (article 19 du RGPD) ; votre page montre qui a été informé et quand.',
}

export const rectificationWords: Record<LetterLocale, typeof en> = { en, fr }
