// Retention duties for invoices, as shipped. Counsel confirms them for each entity before production; a desk may add
// versions. The period's start matters as much as its length: where the law counts from the last entry in the books,
// the close of the financial year is taken, since a year's last entry is made there and an earlier end could destroy
// records still due.
import type { FieldTerm, Text } from '../data-map/types'
import type { HoldRule, StartTransform } from '../hold-rule'

/** Art. 226 VAT Directive, and the bank entry that supports the payment; e-mail, phone and notes are not among them. */
const invoiceNeeds: FieldTerm[] = [
  'legal-name',
  'postal-address',
  'tax-number',
  'document-number',
  'document-date',
  'document-status',
  'line',
  'amount',
  'payment-reference',
  'payment-account',
  'country',
  'currency',
]

type InvoiceLaw = {
  country: string
  name: Text
  reference: string
  url: string
  start: StartTransform
  period: string
  source: string
  note?: Text
}

const source = 'Published text of the statute and practitioners’ commentary; to be confirmed by counsel'

const invoiceRule = ({ country, name, reference, url, start, period, source: read, note }: InvoiceLaw): HoldRule => ({
  key: `invoice-${country.toLowerCase()}`,
  version: 1,
  name,
  jurisdiction: country,
  law: { reference, url },
  documentType: 'invoice',
  needs: invoiceNeeds,
  start,
  period,
  after: 'erase',
  source: read,
  reviewedOn: '2026-11-22',
  ...(note && { note }),
})

const lastEntry: Text = {
  en: 'The law counts from the last entry in the books; the close of the financial year is taken for it.',
  fr: 'La loi compte à partir de la dernière écriture ; la clôture de l’exercice en tient lieu.',
}

export const shippedRules: readonly HoldRule[] = [
  invoiceRule({
    country: 'FR',
    name: { en: 'Invoices, France', fr: 'Factures, France' },
    reference: 'Code de commerce, art. L123-22',
    url: 'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006219327',
    start: 'financial-year-close',
    period: 'P10Y',
    source,
    note: {
      en: 'The tax duty of six years (LPF, art. L102 B) ends earlier and is contained in this one.',
      fr: 'L’obligation fiscale de six ans (LPF, art. L102 B) prend fin plus tôt et y est comprise.',
    },
  }),
  invoiceRule({
    country: 'DE',
    name: { en: 'Invoices, Germany', fr: 'Factures, Allemagne' },
    reference: 'AO § 147 Abs. 3; HGB § 257 Abs. 4; UStG § 14b',
    url: 'https://www.gesetze-im-internet.de/ao_1977/__147.html',
    start: 'calendar-year-end',
    period: 'P8Y',
    source,
    note: {
      en: 'Eight years since 1 January 2025 (BEG IV). An open tax assessment extends it: place a hold by hand.',
      fr: 'Huit ans depuis le 1er janvier 2025 (BEG IV). Un contrôle fiscal ouvert prolonge le délai : à bloquer à la main.',
    },
  }),
  invoiceRule({
    country: 'ES',
    name: { en: 'Invoices, Spain', fr: 'Factures, Espagne' },
    reference: 'Código de Comercio, art. 30',
    url: 'https://www.boe.es/buscar/act.php?id=BOE-A-1885-6627#a30',
    start: 'financial-year-close',
    period: 'P6Y',
    source,
    note: {
      en: `${lastEntry.en} Loss checks may need ten years (LGT, art. 66 bis). LOPDGDD, art. 32 asks for blocking.`,
      fr: `${lastEntry.fr} Le contrôle des déficits peut demander dix ans (LGT, art. 66 bis). Blocage : LOPDGDD, art. 32.`,
    },
  }),
  invoiceRule({
    country: 'IT',
    name: { en: 'Invoices, Italy', fr: 'Factures, Italie' },
    reference: 'Codice civile, art. 2220; DPR 600/1973, art. 22',
    url: 'https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:regio.decreto:1942-03-16;262:2~art2220',
    start: 'financial-year-close',
    period: 'P10Y',
    source,
    note: lastEntry,
  }),
  invoiceRule({
    country: 'PT',
    name: { en: 'Invoices, Portugal', fr: 'Factures, Portugal' },
    reference: 'CIVA, art. 52.º; Código Comercial, art. 40.º',
    url: 'https://info.portaldasfinancas.gov.pt/pt/informacao_fiscal/codigos_tributarios/civa_rep/Pages/iva52.aspx',
    start: 'calendar-year-end',
    period: 'P10Y',
    source,
  }),
  invoiceRule({
    country: 'BE',
    name: { en: 'Invoices, Belgium', fr: 'Factures, Belgique' },
    reference: 'Code de la TVA, art. 60',
    url: 'https://www.ejustice.just.fgov.be/eli/loi/1969/07/03/1969070305/justel',
    start: 'following-1-january',
    period: 'P10Y',
    source,
  }),
  invoiceRule({
    country: 'NL',
    name: { en: 'Invoices, Netherlands', fr: 'Factures, Pays-Bas' },
    reference: 'AWR, art. 52',
    url: 'https://wetten.overheid.nl/BWBR0002320/',
    start: 'following-1-january',
    period: 'P7Y',
    source,
  }),
  invoiceRule({
    country: 'GB',
    name: { en: 'Invoices, United Kingdom', fr: 'Factures, Royaume-Uni' },
    reference: 'VAT Act 1994, Sch. 11 para. 6; Finance Act 1998, Sch. 18 para. 21',
    url: 'https://www.legislation.gov.uk/ukpga/1994/23/schedule/11',
    start: 'financial-year-close',
    period: 'P6Y',
    source,
    note: {
      en: 'The VAT duty counts from the record, corporation tax from the end of the accounting period: the later is taken.',
      fr: 'La TVA compte à partir de la pièce, l’impôt sur les sociétés de la fin de l’exercice : le plus tardif est retenu.',
    },
  }),
  invoiceRule({
    country: 'IE',
    name: { en: 'Invoices, Ireland', fr: 'Factures, Irlande' },
    reference: 'TCA 1997, s. 886; VATCA 2010, s. 84',
    url: 'https://www.irishstatutebook.ie/eli/1997/act/39/section/886/enacted/en/html',
    start: 'financial-year-close',
    period: 'P6Y',
    source,
  }),
  invoiceRule({
    country: 'PL',
    name: { en: 'Invoices, Poland', fr: 'Factures, Pologne' },
    reference: 'Ustawa o rachunkowości, art. 74',
    url: 'https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU19941210591',
    start: 'financial-year-close',
    period: 'P5Y',
    source,
    note: {
      en: 'Counts from the start of the year after the financial year; the limitation of the tax may end later.',
      fr: 'Compte à partir de l’année qui suit l’exercice ; la prescription de l’impôt peut être plus tardive.',
    },
  }),
  invoiceRule({
    country: 'CH',
    name: { en: 'Invoices, Switzerland', fr: 'Factures, Suisse' },
    reference: 'OR / CO, art. 958f',
    url: 'https://www.fedlex.admin.ch/eli/cc/27/317_321_377/de#art_958_f',
    start: 'financial-year-close',
    period: 'P10Y',
    source,
  }),
]
