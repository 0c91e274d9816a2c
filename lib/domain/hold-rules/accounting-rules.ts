// Books, journals and account statements. They grow entry by entry: where the map declares entries, the last one counts.
import { bothTexts, type LawEntry, lastEntry, lawRule, spanishBlocking } from './law-entry'

const records: LawEntry[] = [
  {
    ...{ country: 'FR', version: 1, start: 'financial-year-close', period: 'P10Y', regime: 'restricted' },
    name: { en: 'Accounting records, France', fr: 'Documents comptables, France' },
    reference: 'Code de commerce, art. L123-22',
    url: 'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006219327',
    note: {
      en: 'Counted from the close of the financial year, as is usual; the tax duty (LPF, art. L102 B) counts from the last entry and ends earlier.',
      fr: 'Compté à partir de la clôture de l’exercice, selon l’usage ; l’obligation fiscale (LPF, art. L102 B) compte de la dernière opération et prend fin plus tôt.',
    },
  },
  {
    ...{ country: 'DE', version: 1, start: 'calendar-year-end', period: 'P10Y', regime: 'restricted' },
    name: { en: 'Accounting records, Germany', fr: 'Documents comptables, Allemagne' },
    reference: 'AO § 147 Abs. 3; HGB § 257 Abs. 4',
    url: 'https://www.gesetze-im-internet.de/ao_1977/__147.html',
    note: {
      en: 'Books and accounts: ten years, unlike vouchers (eight) and letters (six). An open tax assessment extends it: place a hold by hand.',
      fr: 'Livres et comptes : dix ans, contrairement aux pièces (huit) et aux lettres (six). Un contrôle fiscal ouvert prolonge le délai : à bloquer à la main.',
    },
  },
  {
    ...{ country: 'ES', version: 1, start: 'financial-year-close', period: 'P6Y', regime: 'blocked' },
    name: { en: 'Accounting records, Spain', fr: 'Documents comptables, Espagne' },
    reference: 'Código de Comercio, art. 30',
    url: 'https://www.boe.es/buscar/act.php?id=BOE-A-1885-6627#a30',
    note: bothTexts(lastEntry, spanishBlocking),
  },
  {
    ...{ country: 'IT', version: 1, start: 'financial-year-close', period: 'P10Y', regime: 'restricted' },
    name: { en: 'Accounting records, Italy', fr: 'Documents comptables, Italie' },
    reference: 'Codice civile, art. 2220',
    url: 'https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:regio.decreto:1942-03-16;262:2~art2220',
    note: lastEntry,
  },
  {
    ...{ country: 'PT', version: 1, start: 'calendar-year-end', period: 'P10Y', regime: 'restricted' },
    name: { en: 'Accounting records, Portugal', fr: 'Documents comptables, Portugal' },
    reference: 'Código Comercial, art. 40.º; CIVA, art. 52.º',
    url: 'https://info.portaldasfinancas.gov.pt/pt/informacao_fiscal/codigos_tributarios/civa_rep/Pages/iva52.aspx',
    note: {
      en: 'Where the financial year is not the calendar year, confirm the start.',
      fr: 'Si l’exercice n’est pas l’année civile, faites confirmer le départ du délai.',
    },
  },
  {
    ...{ country: 'BE', version: 1, start: 'january-after-close', period: 'P7Y', regime: 'restricted' },
    name: { en: 'Accounting records, Belgium', fr: 'Documents comptables, Belgique' },
    reference: 'Code de droit économique, art. III.88',
    url: 'https://www.cnc-cbn.be/fr/node/738',
    note: {
      en: 'What also supports VAT is kept for ten years (Code de la TVA, art. 60).',
      fr: 'Ce qui justifie aussi la TVA se conserve dix ans (Code de la TVA, art. 60).',
    },
  },
  {
    ...{ country: 'NL', version: 1, start: 'following-1-january', period: 'P7Y', regime: 'restricted' },
    name: { en: 'Accounting records, Netherlands', fr: 'Documents comptables, Pays-Bas' },
    reference: 'AWR, art. 52; BW 2:10',
    url: 'https://wetten.overheid.nl/BWBR0002320/',
    note: {
      en: 'Records that are still in use are counted from when they lose their use.',
      fr: 'Les pièces encore utiles se comptent à partir du moment où elles ne le sont plus.',
    },
  },
  {
    ...{ country: 'GB', version: 1, start: 'financial-year-close', period: 'P6Y', regime: 'restricted' },
    name: { en: 'Accounting records, United Kingdom', fr: 'Documents comptables, Royaume-Uni' },
    reference: 'Finance Act 1998, Sch. 18 para. 21; Companies Act 2006, s. 388',
    url: 'https://www.legislation.gov.uk/ukpga/2006/46/section/388',
    note: {
      en: 'Company law asks for three years (private) or six (public); tax law for six: the longer is taken.',
      fr: 'Le droit des sociétés demande trois ans (private) ou six (public), le droit fiscal six : le plus long est retenu.',
    },
  },
  {
    ...{ country: 'IE', version: 1, start: 'financial-year-close', period: 'P6Y', regime: 'restricted' },
    name: { en: 'Accounting records, Ireland', fr: 'Documents comptables, Irlande' },
    reference: 'TCA 1997, s. 886; Companies Act 2014, s. 285',
    url: 'https://www.irishstatutebook.ie/eli/1997/act/39/section/886/enacted/en/html',
    note: {
      en: 'Counted from the end of the financial year that holds the last entry.',
      fr: 'Compté de la fin de l’exercice qui contient la dernière écriture.',
    },
  },
  {
    ...{ country: 'PL', version: 1, start: 'january-after-close', period: 'P5Y', regime: 'restricted' },
    name: { en: 'Accounting records, Poland', fr: 'Documents comptables, Pologne' },
    reference: 'Ustawa o rachunkowości, art. 74',
    url: 'https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU19941210591',
    note: {
      en: 'Approved annual accounts count from the year after their approval, which may be a year later.',
      fr: 'Les comptes annuels approuvés comptent de l’année qui suit leur approbation, parfois un an plus tard.',
    },
  },
  {
    ...{ country: 'CH', version: 1, start: 'financial-year-close', period: 'P10Y', regime: 'restricted' },
    name: { en: 'Accounting records, Switzerland', fr: 'Documents comptables, Suisse' },
    reference: 'OR / CO, art. 958f',
    url: 'https://www.fedlex.admin.ch/eli/cc/27/317_321_377/de#art_958_f',
    note: {
      en: 'Counted from the end of the financial year.',
      fr: 'Compté de la fin de l’exercice.',
    },
  },
]

export const accountingRules = records.map((entry) =>
  lawRule('accounting', 'accounting-record', entry, { startEvent: 'last-entry', orElse: 'document' }),
)
