/**
 * Where a person can complain (Art. 77 GDPR): national authorities of the EEA, the United Kingdom and Switzerland, and
 * in Germany those of the Länder, which alone watch over ordinary companies. Addresses of 2026; a dead link is a bug.
 */
export type SupervisoryAuthority = {
  /** ISO 3166-1 alpha-2. */
  country: string
  /** ISO 3166-2 subdivision without the country; only where authorities are regional. */
  region?: string
  name: string
  web: string
  complaintUrl?: string
}

const national: SupervisoryAuthority[] = [
  { country: 'AT', name: 'Österreichische Datenschutzbehörde', web: 'https://www.dsb.gv.at' },
  {
    country: 'BE',
    name: 'Autorité de protection des données – Gegevensbeschermingsautoriteit',
    web: 'https://www.dataprotectionauthority.be',
  },
  { country: 'BG', name: 'Комисия за защита на личните данни', web: 'https://www.cpdp.bg' },
  {
    country: 'CH',
    name: 'Préposé fédéral à la protection des données et à la transparence (PFPDT/EDÖB)',
    web: 'https://www.edoeb.admin.ch',
  },
  {
    country: 'CY',
    name: 'Γραφείο Επιτρόπου Προστασίας Δεδομένων Προσωπικού Χαρακτήρα',
    web: 'https://www.dataprotection.gov.cy',
  },
  { country: 'CZ', name: 'Úřad pro ochranu osobních údajů', web: 'https://www.uoou.cz' },
  { country: 'DK', name: 'Datatilsynet', web: 'https://www.datatilsynet.dk' },
  { country: 'EE', name: 'Andmekaitse Inspektsioon', web: 'https://www.aki.ee' },
  {
    country: 'ES',
    name: 'Agencia Española de Protección de Datos (AEPD)',
    web: 'https://www.aepd.es',
    complaintUrl: 'https://sedeaepd.gob.es',
  },
  { country: 'FI', name: 'Tietosuojavaltuutetun toimisto', web: 'https://tietosuoja.fi' },
  {
    country: 'FR',
    name: 'Commission nationale de l’informatique et des libertés (CNIL)',
    web: 'https://www.cnil.fr',
    complaintUrl: 'https://www.cnil.fr/fr/plaintes',
  },
  {
    country: 'GB',
    name: 'Information Commissioner’s Office (ICO)',
    web: 'https://ico.org.uk',
    complaintUrl: 'https://ico.org.uk/make-a-complaint',
  },
  { country: 'GR', name: 'Αρχή Προστασίας Δεδομένων Προσωπικού Χαρακτήρα', web: 'https://www.dpa.gr' },
  { country: 'HR', name: 'Agencija za zaštitu osobnih podataka', web: 'https://azop.hr' },
  {
    country: 'HU',
    name: 'Nemzeti Adatvédelmi és Információszabadság Hatóság',
    web: 'https://www.naih.hu',
  },
  { country: 'IE', name: 'Data Protection Commission', web: 'https://www.dataprotection.ie' },
  { country: 'IS', name: 'Persónuvernd', web: 'https://www.personuvernd.is' },
  { country: 'IT', name: 'Garante per la protezione dei dati personali', web: 'https://www.garanteprivacy.it' },
  { country: 'LI', name: 'Datenschutzstelle Fürstentum Liechtenstein', web: 'https://www.datenschutzstelle.li' },
  { country: 'LT', name: 'Valstybinė duomenų apsaugos inspekcija', web: 'https://vdai.lrv.lt' },
  { country: 'LU', name: 'Commission nationale pour la protection des données', web: 'https://cnpd.public.lu' },
  { country: 'LV', name: 'Datu valsts inspekcija', web: 'https://www.dvi.gov.lv' },
  { country: 'MT', name: 'Office of the Information and Data Protection Commissioner', web: 'https://idpc.org.mt' },
  { country: 'NL', name: 'Autoriteit Persoonsgegevens', web: 'https://autoriteitpersoonsgegevens.nl' },
  { country: 'NO', name: 'Datatilsynet', web: 'https://www.datatilsynet.no' },
  { country: 'PL', name: 'Urząd Ochrony Danych Osobowych', web: 'https://www.uodo.gov.pl' },
  { country: 'PT', name: 'Comissão Nacional de Proteção de Dados (CNPD)', web: 'https://www.cnpd.pt' },
  {
    country: 'RO',
    name: 'Autoritatea Națională de Supraveghere a Prelucrării Datelor cu Caracter Personal',
    web: 'https://www.dataprotection.ro',
  },
  { country: 'SE', name: 'Integritetsskyddsmyndigheten', web: 'https://www.imy.se' },
  { country: 'SI', name: 'Informacijski pooblaščenec', web: 'https://www.ip-rs.si' },
  { country: 'SK', name: 'Úrad na ochranu osobných údajov', web: 'https://dataprotection.gov.sk' },
]

const german: SupervisoryAuthority[] = (
  [
    ['BB', 'LDA Brandenburg', 'https://www.lda.brandenburg.de'],
    ['BE', 'Berliner Beauftragte für Datenschutz und Informationsfreiheit', 'https://www.datenschutz-berlin.de'],
    ['BW', 'LfDI Baden-Württemberg', 'https://www.baden-wuerttemberg.datenschutz.de'],
    ['BY', 'Bayerisches Landesamt für Datenschutzaufsicht (BayLDA)', 'https://www.lda.bayern.de'],
    ['HB', 'LfDI Bremen', 'https://www.datenschutz.bremen.de'],
    ['HE', 'Hessischer Beauftragter für Datenschutz und Informationsfreiheit', 'https://datenschutz.hessen.de'],
    ['HH', 'Hamburgischer Beauftragter für Datenschutz und Informationsfreiheit', 'https://datenschutz-hamburg.de'],
    ['MV', 'LfDI Mecklenburg-Vorpommern', 'https://www.datenschutz-mv.de'],
    ['NI', 'LfD Niedersachsen', 'https://lfd.niedersachsen.de'],
    ['NW', 'LDI Nordrhein-Westfalen', 'https://www.ldi.nrw.de'],
    ['RP', 'LfDI Rheinland-Pfalz', 'https://www.datenschutz.rlp.de'],
    ['SH', 'Unabhängiges Landeszentrum für Datenschutz Schleswig-Holstein', 'https://www.datenschutzzentrum.de'],
    ['SL', 'Unabhängiges Datenschutzzentrum Saarland', 'https://datenschutz.saarland.de'],
    ['SN', 'Sächsische Datenschutz- und Transparenzbeauftragte', 'https://www.datenschutz.sachsen.de'],
    ['ST', 'LfD Sachsen-Anhalt', 'https://datenschutz.sachsen-anhalt.de'],
    ['TH', 'TLfDI Thüringen', 'https://www.tlfdi.de'],
  ] as const
).map(([region, name, web]) => ({
  country: 'DE',
  region,
  name,
  web,
  ...(region === 'BY' && { complaintUrl: 'https://www.lda.bayern.de/de/beschwerde.html' }),
}))

/** All authorities of a country: one, or in Germany one for each Land. */
export function authoritiesOf(country: string): readonly SupervisoryAuthority[] {
  return [...national, ...german].filter((authority) => authority.country === country)
}

/**
 * The authority that watches over a company there; null where the country is not listed or, in Germany, the Land is
 * not known. The region may be more exact than needed (`BY-A`).
 */
export function authorityFor(country: string, region?: string): SupervisoryAuthority | null {
  const all = authoritiesOf(country)
  const nationwide = all.find((authority) => authority.region === undefined)
  const subdivision = region?.split('-')[0]
  return nationwide ?? all.find((authority) => authority.region === subdivision) ?? null
}
