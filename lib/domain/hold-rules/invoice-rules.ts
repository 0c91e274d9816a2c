// Invoices and the like. The period's start matters as much as its length: where the law counts from the last entry in
// the books, the close of the financial year is taken, since an earlier end could destroy records still due.
import { bothTexts, type LawEntry, lastEntry, lawRule, spanishBlocking } from './law-entry'

const invoices: LawEntry[] = [
  {
    ...{ country: 'FR', version: 2, start: 'financial-year-close', period: 'P10Y', regime: 'restricted' },
    name: { en: 'Invoices, France', fr: 'Factures, France' },
    reference: 'Code de commerce, art. L123-22',
    url: 'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006219327',
    note: {
      en: 'The tax duty of six years (LPF, art. L102 B) ends earlier and is contained in this one; whether it became ten years in 2026 makes no difference here.',
      fr: 'L’obligation fiscale de six ans (LPF, art. L102 B) prend fin plus tôt et y est comprise ; son passage éventuel à dix ans en 2026 n’y change rien.',
    },
  },
  {
    ...{ country: 'DE', version: 2, start: 'calendar-year-end', period: 'P8Y', regime: 'restricted' },
    name: { en: 'Invoices, Germany', fr: 'Factures, Allemagne' },
    reference: 'AO § 147 Abs. 3; HGB § 257 Abs. 4; UStG § 14b',
    url: 'https://www.gesetze-im-internet.de/ao_1977/__147.html',
    note: {
      en: 'Eight years since 1 January 2025 (BEG IV). An open tax assessment extends it: place a hold by hand.',
      fr: 'Huit ans depuis le 1er janvier 2025 (BEG IV). Un contrôle fiscal ouvert prolonge le délai : à bloquer à la main.',
    },
  },
  {
    ...{ country: 'ES', version: 2, start: 'financial-year-close', period: 'P6Y', regime: 'blocked' },
    name: { en: 'Invoices, Spain', fr: 'Factures, Espagne' },
    reference: 'Código de Comercio, art. 30',
    url: 'https://www.boe.es/buscar/act.php?id=BOE-A-1885-6627#a30',
    note: bothTexts(lastEntry, spanishBlocking),
  },
  {
    ...{ country: 'IT', version: 2, start: 'financial-year-close', period: 'P10Y', regime: 'restricted' },
    name: { en: 'Invoices, Italy', fr: 'Factures, Italie' },
    reference: 'Codice civile, art. 2220; DPR 600/1973, art. 22',
    url: 'https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:regio.decreto:1942-03-16;262:2~art2220',
    note: bothTexts(lastEntry, {
      en: 'An open tax assessment extends it (DPR 600/1973, art. 22).',
      fr: 'Un contrôle fiscal ouvert le prolonge (DPR 600/1973, art. 22).',
    }),
  },
  {
    ...{ country: 'PT', version: 2, start: 'calendar-year-end', period: 'P10Y', regime: 'restricted' },
    name: { en: 'Invoices, Portugal', fr: 'Factures, Portugal' },
    reference: 'CIVA, art. 52.º; Código Comercial, art. 40.º',
    url: 'https://info.portaldasfinancas.gov.pt/pt/informacao_fiscal/codigos_tributarios/civa_rep/Pages/iva52.aspx',
    note: {
      en: 'Read as the ten calendar years after the one of the document. Deducted tax on buildings may need longer.',
      fr: 'Lu comme les dix années civiles qui suivent celle du document. La taxe déduite sur des immeubles peut demander plus.',
    },
  },
  {
    ...{ country: 'BE', version: 2, start: 'following-1-january', period: 'P10Y', regime: 'restricted' },
    name: { en: 'Invoices, Belgium', fr: 'Factures, Belgique' },
    reference: 'Code de la TVA, art. 60',
    url: 'https://www.ejustice.just.fgov.be/eli/loi/1969/07/03/1969070305/justel',
    note: {
      en: 'Ten years since 2023; invoices of earlier years may follow the seven years of the former text.',
      fr: 'Dix ans depuis 2023 ; les factures antérieures peuvent relever des sept ans de l’ancien texte.',
    },
  },
  {
    ...{ country: 'NL', version: 2, start: 'following-1-january', period: 'P7Y', regime: 'restricted' },
    name: { en: 'Invoices, Netherlands', fr: 'Factures, Pays-Bas' },
    reference: 'AWR, art. 52',
    url: 'https://wetten.overheid.nl/BWBR0002320/',
    note: {
      en: 'Counted from the year after the document’s own; records of buildings are kept for longer.',
      fr: 'Compté à partir de l’année qui suit celle du document ; les pièces relatives aux immeubles se conservent plus longtemps.',
    },
  },
  {
    ...{ country: 'GB', version: 2, start: 'financial-year-close', period: 'P6Y', regime: 'restricted' },
    name: { en: 'Invoices, United Kingdom', fr: 'Factures, Royaume-Uni' },
    reference: 'VAT Act 1994, Sch. 11 para. 6; Finance Act 1998, Sch. 18 para. 21',
    url: 'https://www.legislation.gov.uk/ukpga/1994/23/schedule/11',
    note: {
      en: 'The VAT duty counts from the record, corporation tax from the end of the accounting period: the later is taken.',
      fr: 'La TVA compte à partir de la pièce, l’impôt sur les sociétés de la fin de l’exercice : le plus tardif est retenu.',
    },
  },
  {
    ...{ country: 'IE', version: 2, start: 'financial-year-close', period: 'P6Y', regime: 'restricted' },
    name: { en: 'Invoices, Ireland', fr: 'Factures, Irlande' },
    reference: 'TCA 1997, s. 886; VATCA 2010, s. 84',
    url: 'https://www.irishstatutebook.ie/eli/1997/act/39/section/886/enacted/en/html',
    note: {
      en: 'The law counts from the transaction; the close of the financial year ends later and is taken. An open enquiry extends it.',
      fr: 'La loi compte à partir de l’opération ; la clôture de l’exercice, plus tardive, est retenue. Un contrôle ouvert prolonge le délai.',
    },
  },
  {
    ...{ country: 'PL', version: 2, start: 'january-after-close', period: 'P5Y', regime: 'restricted' },
    name: { en: 'Invoices, Poland', fr: 'Factures, Pologne' },
    reference: 'Ustawa o rachunkowości, art. 74',
    url: 'https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU19941210591',
    note: {
      en: 'The limitation of the tax (Ordynacja podatkowa, art. 86) may end later.',
      fr: 'La prescription de l’impôt (Ordynacja podatkowa, art. 86) peut être plus tardive.',
    },
  },
  {
    ...{ country: 'CH', version: 2, start: 'financial-year-close', period: 'P10Y', regime: 'restricted' },
    name: { en: 'Invoices, Switzerland', fr: 'Factures, Suisse' },
    reference: 'OR / CO, art. 958f',
    url: 'https://www.fedlex.admin.ch/eli/cc/27/317_321_377/de#art_958_f',
    note: {
      en: 'VAT on buildings may need longer (MWSTG / LTVA, art. 70).',
      fr: 'La TVA sur des immeubles peut demander plus longtemps (MWSTG / LTVA, art. 70).',
    },
  },
]

export const invoiceRules = invoices.map((entry) => lawRule('invoice', 'invoice', entry))
