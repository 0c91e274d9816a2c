import type { LetterLocale } from '../../domain/letters/letter'
import type { Right } from '../../domain/request/rights'
import type { ItemOutcome } from '../../domain/request/status'

const en = {
  title: 'Certificate',
  lead: (controller: string, reference: string) =>
    `${controller} certifies how the request ${reference} under the General Data Protection Regulation was dealt with.`,
  received: 'Received',
  due: 'Due',
  closed: 'Answered',
  found: 'Found',
  erased: 'Erased',
  corrected: 'Corrected',
  unchanged: 'Kept as it was issued',
  kept: 'Kept by law',
  frozen: 'Kept for legal claims',
  groundAlone: 'some data, Article 17(3)(e)',
  forwarded: 'Held for others',
  recipients: 'Recipients on record',
  verified: 'Read again',
  byHand: 'By hand',
  handled: {
    searched: (records: string) => `searched, ${records}`,
    erased: (records: string) => `${records} erased by a colleague`,
    kept: () => 'kept, for the reason in the answer',
  } as Record<'searched' | 'erased' | 'kept', (records: string) => string>,
  package: 'Copy made',
  prepared: 'Prepared by',
  approved: 'Approved by',
  alone: 'One person prepared and approved this deletion; the second signature was switched off.',
  signatures: 'Signatures',
  followed: { 'hold-ended': 'erased when its retention ended', restored: 'erased again after a backup was restored' },
  byItself:
    'Carried out by itself: no more records than the signed plan had left, as the rules in force say on that day.',
  ground: 'Ground',
  deleted: (rows: string) => `${rows} deleted`,
  cleared: (rows: string) => `${rows} cleared`,
  until: (from: string, to: string) =>
    from === to ? `until ${from}` : `the oldest until ${from}, the newest until ${to}`,
  remaining: (rows: number) => (rows === 0 ? 'nothing left of what was to go' : `${rows} left of what was to go`),
  remainingOld: (rows: number) =>
    rows === 0 ? 'the wanted value stands everywhere' : `${rows} without the wanted value`,
  archive: 'SHA-256 of the archive',
  plan: (number: number) => `SHA-256 of plan ${number}`,
  entry: (seq: number) => `Entry ${seq} of the evidence ledger`,
  document: 'SHA-256 of the certificate as JSON',
  proof:
    'The figures above stand in the JSON form of this certificate, whose SHA-256 is given here. The ledger’s entry fixes all that was recorded before it; “habeas evidence verify” recomputes it from an export.',
  rights: {
    access: 'Access, Article 15',
    erasure: 'Erasure, Article 17',
    rectification: 'Rectification, Article 16',
    portability: 'Portability, Article 20',
  } satisfies Record<Right, string> as Record<Right, string>,
  outcomes: {
    provided: 'the copy was provided',
    erased: 'everything was erased',
    'partly-erased': 'erased, but for what the law obliges to keep',
    corrected: 'corrected wherever it stood',
    'partly-corrected': 'corrected, but for what the law obliges to keep as it is',
    transferred: 'the data was handed over',
    'partly-transferred': 'handed over, in part',
    'nothing-found': 'no data was found',
    'done-by-hand': 'done by hand',
    refused: 'refused',
    withdrawn: 'withdrawn by the person',
  } satisfies Record<ItemOutcome, string> as Record<ItemOutcome, string>,
  page: (page: number, pages: number) => `${page} of ${pages}`,
}

const fr: typeof en = {
  title: 'Certificat',
  lead: (controller, reference) =>
    `${controller} certifie comment la demande ${reference} au titre du règlement général sur la protection des données a été traitée.`,
  received: 'Reçue',
  due: 'Échéance',
  closed: 'Réponse',
  found: 'Trouvé',
  erased: 'Effacé',
  corrected: 'Rectifié',
  unchanged: 'Gardé tel qu’émis',
  kept: 'Gardé par obligation légale',
  frozen: 'Gardé pour des droits en justice',
  groundAlone: 'certaines données, article 17, paragraphe 3, point e',
  forwarded: 'Détenu pour d’autres',
  recipients: 'Destinataires inscrits',
  verified: 'Relu',
  byHand: 'À la main',
  handled: {
    searched: (records) => `recherche faite, ${records}`,
    erased: (records) => `${records} effacés par un collègue`,
    kept: () => 'gardé, pour la raison donnée dans la réponse',
  },
  package: 'Copie établie',
  prepared: 'Préparé par',
  approved: 'Approuvé par',
  alone: 'Une seule personne a préparé et approuvé cet effacement ; la seconde signature était désactivée.',
  signatures: 'Signatures',
  followed: {
    'hold-ended': 'effacé au terme de sa conservation',
    restored: 'effacé de nouveau après la restauration d’une sauvegarde',
  },
  byItself:
    'Exécuté de lui-même : pas plus d’enregistrements que n’en laissait le plan signé, selon les règles en vigueur ce jour-là.',
  ground: 'Motif',
  deleted: (rows) => `${rows} supprimés`,
  cleared: (rows) => `${rows} vidés`,
  until: (from, to) =>
    from === to ? `jusqu’au ${from}` : `le plus ancien jusqu’au ${from}, le plus récent jusqu’au ${to}`,
  remaining: (rows) =>
    rows === 0 ? 'rien ne reste de ce qui devait partir' : `il reste ${rows} de ce qui devait partir`,
  remainingOld: (rows) => (rows === 0 ? 'la valeur demandée figure partout' : `${rows} sans la valeur demandée`),
  archive: 'SHA-256 de l’archive',
  plan: (number) => `SHA-256 du plan ${number}`,
  entry: (seq) => `Entrée ${seq} du registre de preuve`,
  document: 'SHA-256 du certificat en JSON',
  proof:
    'Les chiffres ci-dessus figurent dans la forme JSON de ce certificat, dont le SHA-256 est donné ici. L’entrée du registre fixe tout ce qui a été consigné avant elle ; « habeas evidence verify » la recalcule à partir d’un export.',
  rights: {
    access: 'Accès, article 15',
    erasure: 'Effacement, article 17',
    rectification: 'Rectification, article 16',
    portability: 'Portabilité, article 20',
  },
  outcomes: {
    provided: 'la copie a été remise',
    erased: 'tout a été effacé',
    'partly-erased': 'effacé, sauf ce que la loi oblige à garder',
    corrected: 'rectifié partout',
    'partly-corrected': 'rectifié, sauf ce que la loi oblige à garder tel quel',
    transferred: 'les données ont été transmises',
    'partly-transferred': 'transmises en partie',
    'nothing-found': 'aucune donnée n’a été trouvée',
    'done-by-hand': 'traité à la main',
    refused: 'refusé',
    withdrawn: 'retirée par la personne',
  },
  page: (page, pages) => `${page} sur ${pages}`,
}

export type CertificateWords = typeof en
export const certificateWords = (locale: LetterLocale): CertificateWords => (locale === 'fr' ? fr : en)
