import type { FieldCategory, LegalBasis } from '../../domain/data-map/types'
import type { LetterLocale } from '../../domain/letters/letter'

const categories: Record<LetterLocale, Record<FieldCategory, string>> = {
  en: {
    identity: 'Identity',
    contact: 'Contact',
    address: 'Address',
    financial: 'Bank and balances',
    invoicing: 'Invoicing',
    behaviour: 'Behaviour',
    technical: 'Devices and connections',
    preference: 'Choices and consents',
    communication: 'Messages',
    'free-text': 'Free text',
    reference: 'Numbers and codes',
    special: 'Sensitive data (Articles 9 and 10 GDPR)',
  },
  fr: {
    identity: 'Identité',
    contact: 'Coordonnées',
    address: 'Adresse',
    financial: 'Banque et soldes',
    invoicing: 'Facturation',
    behaviour: 'Comportement',
    technical: 'Appareils et connexions',
    preference: 'Choix et consentements',
    communication: 'Messages',
    'free-text': 'Texte libre',
    reference: 'Numéros et codes',
    special: 'Données sensibles (articles 9 et 10 du RGPD)',
  },
}

const bases: Record<LetterLocale, Record<LegalBasis, string>> = {
  en: {
    consent: 'your consent (Article 6(1)(a) GDPR)',
    contract: 'a contract with you (Article 6(1)(b) GDPR)',
    'legal-obligation': 'a duty by law (Article 6(1)(c) GDPR)',
    'vital-interests': 'vital interests (Article 6(1)(d) GDPR)',
    'public-task': 'a task in the public interest (Article 6(1)(e) GDPR)',
    'legitimate-interests': 'our legitimate interests (Article 6(1)(f) GDPR)',
  },
  fr: {
    consent: 'votre consentement (article 6, paragraphe 1, point a, du RGPD)',
    contract: 'un contrat avec vous (article 6, paragraphe 1, point b, du RGPD)',
    'legal-obligation': 'une obligation légale (article 6, paragraphe 1, point c, du RGPD)',
    'vital-interests': 'des intérêts vitaux (article 6, paragraphe 1, point d, du RGPD)',
    'public-task': 'une mission d’intérêt public (article 6, paragraphe 1, point e, du RGPD)',
    'legitimate-interests': 'nos intérêts légitimes (article 6, paragraphe 1, point f, du RGPD)',
  },
}

const en = {
  title: 'The copy of your data',
  reference: 'Reference',
  received: (on: string) => `You asked for it on ${on}.`,
  built: (on: string, zone: string) => `It shows what our systems held on ${on}, at ${zone}.`,
  summary: (rows: string, datasets: number) =>
    `${rows} in ${datasets === 1 ? 'one collection' : `${datasets} collections`}.`,
  files:
    'The folder “csv” holds every record as a table for any spreadsheet, “data.json” holds all of it for programs, “manifest.json” the SHA-256 of each file. In the tables, a cell that a spreadsheet could take for a formula begins with an apostrophe; data.json has every value as it is.',
  contents: 'What is in it',
  category: 'Kind of data',
  where: 'Where it stands',
  purposes: 'Why we have it',
  basis: 'On what basis',
  recipients: 'Who receives it',
  nobody: 'Nobody outside our organisation is on record.',
  retention: 'How long we keep it',
  source: 'Where it comes from',
  sourceUnknown: 'Our register does not name a source other than you.',
  table: 'As a table',
  shown: (shown: string, all: string, file: string) =>
    `The first ${shown} of ${all} are shown here. All of them are in csv/${file}.`,
  changed: (planned: string) => `${planned} when we searched for it; the number has changed since.`,
  empty: 'Nothing was there any more when the copy was made.',
  record: (number: string) => `Record ${number}`,
  byHand: (records: string, on: string) => `A colleague looked here and found ${records} (${on}).`,
  leftOut: 'What is left out, and why',
  leftOutLead: 'These are not in the copy, neither here nor in the other files (Article 15(4) GDPR):',
  forwarded: 'Data that we hold for others',
  forwardedLead: 'We hold it on behalf of the controllers below, who answer for it (Article 28 GDPR):',
  rights: 'Your rights',
  rightsList: [
    'You can have data corrected (Article 16 GDPR), erased (Article 17) or its use restricted (Article 18).',
    'You can object to the use of your data (Article 21), and at any time to advertising. A consent can be withdrawn at any time.',
    'Our register has no entry for this data on decisions made by automated means alone (Article 22) or on transfers outside the European Economic Area. Ask us about a particular use and we will tell you.',
  ],
  complain: (name: string) =>
    `If you disagree you can complain to the supervisory authority, here ${name}, or to that of the country where you live or work (Article 77 GDPR), and go to court (Article 79 GDPR).`,
  authority: 'the supervisory authority of the controller',
  contact: 'Controller and contact',
  dpo: 'Data protection officer',
  of: (name: string) => `From ${name}`,
}

const fr: typeof en = {
  title: 'La copie de vos données',
  reference: 'Référence',
  received: (on) => `Vous l’avez demandée le ${on}.`,
  built: (on, zone) => `Elle montre ce que nos systèmes contenaient le ${on}, à ${zone}.`,
  summary: (rows, datasets) => `${rows} dans ${datasets === 1 ? 'un ensemble' : `${datasets} ensembles`}.`,
  files:
    'Le dossier « csv » contient chaque enregistrement en tableau pour tout tableur, « data.json » contient le tout pour les programmes, « manifest.json » l’empreinte SHA-256 de chaque fichier. Dans les tableaux, une cellule qu’un tableur pourrait prendre pour une formule commence par une apostrophe ; data.json donne chaque valeur telle quelle.',
  contents: 'Ce qu’elle contient',
  category: 'Type de données',
  where: 'Où elles se trouvent',
  purposes: 'Pourquoi nous les avons',
  basis: 'Sur quelle base',
  recipients: 'Qui les reçoit',
  nobody: 'Aucun destinataire hors de notre organisation n’est enregistré.',
  retention: 'Combien de temps nous les gardons',
  source: 'D’où elles viennent',
  sourceUnknown: 'Notre registre ne nomme pas d’autre source que vous.',
  table: 'En tableau',
  shown: (shown, all, file) => `Les ${shown} premiers sur ${all} sont montrés ici. Tous se trouvent dans csv/${file}.`,
  changed: (planned) => `${planned} lors de notre recherche ; le nombre a changé depuis.`,
  empty: 'Il n’y avait plus rien quand la copie a été faite.',
  record: (number) => `Enregistrement ${number}`,
  byHand: (records, on) => `Un collègue y a cherché et a trouvé ${records} (${on}).`,
  leftOut: 'Ce qui n’y figure pas, et pourquoi',
  leftOutLead:
    'Ceci ne figure pas dans la copie, ni ici ni dans les autres fichiers (article 15, paragraphe 4, du RGPD) :',
  forwarded: 'Données que nous détenons pour d’autres',
  forwardedLead: 'Nous les détenons pour le compte des responsables suivants, qui en répondent (article 28 du RGPD) :',
  rights: 'Vos droits',
  rightsList: [
    'Vous pouvez faire corriger des données (article 16 du RGPD), les faire effacer (article 17) ou en faire limiter l’usage (article 18).',
    'Vous pouvez vous opposer à l’usage de vos données (article 21), et à tout moment à la prospection. Un consentement peut être retiré à tout moment.',
    'Notre registre ne comporte pour ces données aucune mention de décisions entièrement automatisées (article 22) ni de transferts hors de l’Espace économique européen. Interrogez-nous sur un usage précis et nous vous répondrons.',
  ],
  complain: (name) =>
    `En cas de désaccord, vous pouvez adresser une réclamation à l’autorité de contrôle, ici ${name}, ou à celle du pays où vous vivez ou travaillez (article 77 du RGPD), et saisir un tribunal (article 79 du RGPD).`,
  authority: 'l’autorité de contrôle du responsable',
  contact: 'Responsable et contact',
  dpo: 'Délégué à la protection des données',
  of: (name) => `De ${name}`,
}

export type PageWords = typeof en
export const pageWords = (locale: LetterLocale): PageWords => (locale === 'fr' ? fr : en)
export const categoryWord = (locale: LetterLocale, category: FieldCategory): string => categories[locale][category]
export const basisWord = (locale: LetterLocale, basis: LegalBasis): string => bases[locale][basis]
