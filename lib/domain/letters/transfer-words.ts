// Why something does not leave with the person, in words of Art. 20; and how far a delivery came.
import type { NotPortable } from '../plan/portability-plan'
import type { LetterLocale } from './letter'

export const whyLeft: Record<LetterLocale, Record<NotPortable, string>> = {
  en: {
    'legal-basis': 'we do not process it on your consent or for a contract with you (Article 20(1)(a) GDPR)',
    inferred: 'we worked it out; you did not provide it (Article 20(1) GDPR)',
    assigned: 'it is our own numbering; you did not provide it (Article 20(1) GDPR)',
    obtained: 'we have it from others; you did not provide it (Article 20(1) GDPR)',
    'names-others': 'it says something about other people too (Article 20(4) GDPR)',
    withheld: 'it is a secret that protects you, such as a password',
    excluded: 'it would harm the rights of others (Article 20(4) GDPR)',
    client: 'we hold it for somebody else, who alone decides about it (Article 28 GDPR)',
    'not-accepted': 'the controller whom we asked did not accept that it leaves (Articles 28 and 44 GDPR)',
  },
  fr: {
    'legal-basis':
      'nous ne les traitons ni sur votre consentement ni pour un contrat avec vous (article 20, paragraphe 1, point a, du RGPD)',
    inferred: 'nous les avons déduites ; vous ne les avez pas fournies (article 20, paragraphe 1, du RGPD)',
    assigned: 'ce sont nos propres numéros ; vous ne les avez pas fournis (article 20, paragraphe 1, du RGPD)',
    obtained: 'nous les tenons d’autres ; vous ne les avez pas fournies (article 20, paragraphe 1, du RGPD)',
    'names-others': 'elles concernent aussi d’autres personnes (article 20, paragraphe 4, du RGPD)',
    withheld: 'c’est un secret qui vous protège, comme un mot de passe',
    excluded: 'cela porterait atteinte aux droits d’autrui (article 20, paragraphe 4, du RGPD)',
    client: 'nous les détenons pour un autre responsable, qui seul en décide (article 28 du RGPD)',
    'not-accepted':
      'le responsable que nous avons interrogé n’a pas accepté qu’elles partent (articles 28 et 44 du RGPD)',
  },
}

export const countryName = (code: string, locale: LetterLocale): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code

export function sizeInWords(bytes: number, locale: LetterLocale): string {
  const number = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB').format(bytes)
  return locale === 'fr' ? `${number} octets` : `${number} bytes`
}

const problems: Record<LetterLocale, Record<string, string>> = {
  en: {
    'wrong-host-key': 'another server answers there than the one that was set up',
    certificate: 'its certificate is not to be trusted',
    'sign-in-refused': 'it refused our sign-in',
    unreachable: 'it does not answer',
    stalled: 'it stopped answering',
    cut: 'the line was cut',
    'disk-full': 'its disk is full',
    'name-taken': 'another file has the name already',
    'receiver-changed': 'the receiver was changed since the signature',
    'key-missing': 'the key of the request is gone',
    'batch-blocked': 'not everybody could be looked for',
    'word-wrong': 'five wrong words were given',
    'not-fetched': 'nobody fetched the package in time',
    'withdrawn-too-late': 'the person withdrew when the last byte had left',
  },
  fr: {
    'wrong-host-key': 'un autre serveur répond que celui qui a été configuré',
    certificate: 'son certificat n’est pas digne de confiance',
    'sign-in-refused': 'il a refusé notre connexion',
    unreachable: 'il ne répond pas',
    stalled: 'il a cessé de répondre',
    cut: 'la ligne a été coupée',
    'disk-full': 'son disque est plein',
    'name-taken': 'un autre fichier porte déjà ce nom',
    'receiver-changed': 'le destinataire a été modifié depuis la signature',
    'key-missing': 'la clé de la demande a disparu',
    'batch-blocked': 'tout le monde n’a pu être recherché',
    'word-wrong': 'cinq mots erronés ont été donnés',
    'not-fetched': 'personne n’a retiré le paquet à temps',
    'withdrawn-too-late': 'la personne s’est rétractée alors que le dernier octet était parti',
  },
}

/** The rarer ones by their class: the desk says more. */
export const problemInWords = (problem: string, locale: LetterLocale): string => problems[locale][problem] ?? problem
