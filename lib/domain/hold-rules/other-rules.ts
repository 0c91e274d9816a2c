// What is neither an invoice nor a book: contracts with consumers, and the periods that the French authority recommends.
import type { HoldRule } from '../hold-rule'
import { REVIEWED, SOURCE } from './law-entry'

const AUTHORITY = 'Recommendation of the CNIL, not binding; to be confirmed by counsel'

export const otherRules: HoldRule[] = [
  {
    key: 'consumer-contract-fr',
    version: 1,
    name: {
      en: 'Contracts with consumers by electronic means, France',
      fr: 'Contrats électroniques avec des consommateurs, France',
    },
    jurisdiction: 'FR',
    law: {
      reference: 'Code de la consommation, art. L213-1, D213-1 et D213-2',
      url: 'https://www.legifrance.gouv.fr/codes/id/LEGISCTA000032226996/',
    },
    documentType: 'consumer-contract',
    covers: { where: [{ term: 'amount', atLeast: 120 }] },
    needs: ['legal-name', 'postal-address', 'document-number', 'document-date', 'line', 'amount', 'currency'],
    start: 'that-date',
    period: 'P10Y',
    regime: 'restricted',
    after: 'erase',
    source: SOURCE,
    reviewedOn: REVIEWED,
    note: {
      en: 'From €120. Where delivery comes after the contract, the ten years count from delivery: let the map name that date. Amounts in another currency are compared as they stand.',
      fr: 'À partir de 120 €. Si la livraison suit le contrat, les dix ans comptent de la livraison : nommez cette date dans la carte. Les montants en une autre devise sont comparés tels quels.',
    },
  },
  {
    key: 'prospect-fr',
    version: 1,
    name: { en: 'Prospects and inactive customers, France', fr: 'Prospects et clients inactifs, France' },
    effect: 'limit',
    jurisdiction: 'FR',
    law: {
      reference: 'CNIL, référentiel gestion des activités commerciales',
      url: 'https://www.cnil.fr/fr/les-durees-de-conservation-des-donnees',
    },
    documentType: 'prospect',
    needs: [],
    start: 'that-date',
    period: 'P3Y',
    after: 'erase',
    source: AUTHORITY,
    reviewedOn: REVIEWED,
    note: {
      en: 'Three years from the last contact that came from the person; the mere opening of a message is none.',
      fr: 'Trois ans à compter du dernier contact émanant de la personne ; la simple ouverture d’un message n’en est pas un.',
    },
  },
  {
    key: 'application-log-fr',
    version: 1,
    name: { en: 'Application logs, France', fr: 'Journaux applicatifs, France' },
    effect: 'limit',
    jurisdiction: 'FR',
    law: {
      reference: 'CNIL, délibération n° 2021-122 du 14 octobre 2021',
      url: 'https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000044272396',
    },
    documentType: 'application-log',
    needs: [],
    start: 'that-date',
    period: 'P1Y',
    after: 'erase',
    source: AUTHORITY,
    reviewedOn: REVIEWED,
    note: {
      en: 'Six months to a year; up to three years where a documented risk of misuse justifies it.',
      fr: 'Six mois à un an ; jusqu’à trois ans si un risque de détournement documenté le justifie.',
    },
  },
  {
    key: 'opposition-fr',
    version: 1,
    name: { en: 'List of objections, France', fr: 'Liste d’opposition, France' },
    jurisdiction: 'FR',
    law: {
      reference: 'GDPR, art. 21(3); CNIL, référentiel gestion des activités commerciales',
      url: 'https://www.cnil.fr/fr/les-durees-de-conservation-des-donnees',
    },
    documentType: 'opposition',
    needs: [],
    start: 'that-date',
    period: 'P3Y',
    regime: 'restricted',
    after: 'erase',
    source: AUTHORITY,
    reviewedOn: REVIEWED,
    note: {
      en: 'At least three years, and only what recognises the person: declare a keyed digest of the address as a reference; an address in plain is cleared.',
      fr: 'Au moins trois ans, et seulement ce qui reconnaît la personne : déclarez une empreinte à clé de l’adresse comme référence ; une adresse en clair est effacée.',
    },
  },
]
