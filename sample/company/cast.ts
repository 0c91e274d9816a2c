// Over 250 lines because it is data: one person after another.
import type { Country } from './names'
import type { Address } from './places'

/** Persons of the story: fixed e-mail addresses, so that tests, screenshots and the demonstration can name them. */
export interface CastMember {
  firstName: string
  lastName: string
  email: string
  country: Country
  /** One line on what the person is there to show. */
  shows: string
  publisher?: Publishing
  /** `name` of the firms in which the person is a contact as well. */
  contactOf?: readonly string[]
  newsletter?: boolean
  /** Tickets that know the person by e-mail address only, without an account. */
  looseTickets?: number
  /** Addresses as they stand in the old address book. */
  legacyEmails?: readonly string[]
  /** Visits to the client's shop, held as its processor. */
  clientVisits?: number
}

export interface Publishing {
  /** Self-billed invoices start in March of the year that many years ago; absent: none at all. */
  invoicesFromYearsAgo?: number
  invoicesPerYear?: number
  /** Invoices before that many years ago came from this other subsidiary. */
  earlier?: { country: Country; untilYearsAgo: number }
  clicks?: number
  /** E-mail of a member named before: that account's row is referenced and cannot go. */
  referredBy?: string
  tickets?: number
  iban?: string
  phone?: string
  address?: Address
}

/** The advertiser for whose shop clicks are held as processor. */
export const clientFirm = {
  name: 'Mistral Voyages SA',
  email: 'comptabilite@mistral-voyages.example',
  domain: 'mistral-voyages.example',
  country: 'FR',
} as const

export const agencyFirm = {
  name: 'Agência Horizonte Lda.',
  email: 'geral@agencia-horizonte.example',
  domain: 'agencia-horizonte.example',
  country: 'PT',
} as const

const household = { street: 'Lindenstraße 7', postal_code: '50667', city: 'Köln' }

const members = {
  camille: {
    firstName: 'Camille',
    lastName: 'Lefèvre',
    email: 'camille.lefevre@example.org',
    country: 'FR',
    shows:
      'French freelancer with invoices of eleven years: a few past their ten years, most held; and traces everywhere else.',
    publisher: {
      invoicesFromYearsAgo: 11,
      invoicesPerYear: 4,
      clicks: 300,
      tickets: 3,
      iban: 'FR7630006000011234567890189',
      phone: '+33 6 39 98 01 42',
      address: { street: '12 rue des Lilas', postal_code: '35000', city: 'Rennes' },
    },
    newsletter: true,
    looseTickets: 1,
    legacyEmails: ['CAMILLE.LEFEVRE@EXAMPLE.ORG', 'camille.lefevre@example.org '],
    clientVisits: 4,
  },
  camilleWithAccent: {
    firstName: 'Camille',
    lastName: 'Lefévre',
    email: 'camille.lefévre@example.org',
    country: 'FR',
    shows: 'Another person: the address differs from the first Camille’s by one accent only.',
    publisher: { invoicesFromYearsAgo: 4, invoicesPerYear: 2, clicks: 40, tickets: 1 },
    newsletter: true,
    legacyEmails: ['camille.lefévre@example.org '],
  },
  camilleWithPlus: {
    firstName: 'Camille',
    lastName: 'Lefevre',
    email: 'Camille.Lefevre+ads@example.org',
    country: 'FR',
    shows: 'Another account again: capitals and a plus-address; never to be taken for the first Camille.',
    publisher: { invoicesFromYearsAgo: 2, invoicesPerYear: 2, clicks: 40, tickets: 1 },
    newsletter: true,
  },
  joana: {
    firstName: 'Joana',
    lastName: 'Marques',
    email: 'joana.marques@example.com',
    country: 'PT',
    shows:
      'Portuguese freelancer: ten following calendar years, so that her two oldest years are free; also a contact of an agency.',
    publisher: {
      invoicesFromYearsAgo: 12,
      invoicesPerYear: 2,
      clicks: 120,
      tickets: 1,
      iban: 'PT50000201231234567890154',
    },
    contactOf: [agencyFirm.name],
    newsletter: true,
  },
  lucia: {
    firstName: 'Lucía',
    lastName: 'Ortega',
    email: 'lucia.ortega@example.net',
    country: 'ES',
    shows:
      'Spanish freelancer, first billed by the French parent: two countries’ rules in one plan, and blocking (LOPDGDD 32).',
    publisher: {
      invoicesFromYearsAgo: 9,
      invoicesPerYear: 3,
      earlier: { country: 'FR', untilYearsAgo: 8 },
      clicks: 80,
      tickets: 2,
      iban: 'ES9121000418450200051332',
    },
    newsletter: true,
  },
  giulia: {
    firstName: 'Giulia',
    lastName: 'Conti',
    email: 'giulia.conti@example.com',
    country: 'IT',
    shows:
      'Italian freelancer: ten years from the last entry in the books, taken to be the close of the financial year.',
    publisher: {
      invoicesFromYearsAgo: 11,
      invoicesPerYear: 3,
      clicks: 60,
      tickets: 1,
      iban: 'IT60X0542811101000000123456',
    },
    clientVisits: 2,
  },
  joerg: {
    firstName: 'Jörg',
    lastName: 'Weiß',
    email: 'joerg.weiss@example.org',
    country: 'DE',
    shows: 'German freelancer: eight years from the calendar year’s end; umlaut and sharp s.',
    publisher: {
      invoicesFromYearsAgo: 10,
      invoicesPerYear: 2,
      clicks: 60,
      tickets: 1,
      iban: 'DE89370400440532013000',
    },
    newsletter: true,
  },
  elodie: {
    firstName: 'Élodie',
    lastName: 'Marchand',
    email: 'elodie.marchand@mistral-voyages.example',
    country: 'FR',
    shows: 'Contact of an advertiser: the firm and its invoices stay, her name, phone and address go.',
    contactOf: [clientFirm.name],
  },
  nuno: {
    firstName: 'Nuno',
    lastName: 'Teixeira',
    email: 'nuno.teixeira@example.org',
    country: 'PT',
    shows: 'Known by one newsletter row only.',
    newsletter: true,
  },
  sofia: {
    firstName: 'Sofia',
    lastName: 'Almeida',
    email: 'sofia.almeida@example.net',
    country: 'PT',
    shows: 'A publisher without any invoice: everything goes.',
    publisher: { clicks: 25, tickets: 1 },
    newsletter: true,
  },
  matteo: {
    firstName: 'Matteo',
    lastName: 'Ricci',
    email: 'matteo.ricci@example.org',
    country: 'IT',
    shows: '20,000 clicks: erasure and access at size.',
    publisher: { invoicesFromYearsAgo: 1, invoicesPerYear: 3, clicks: 20_000, tickets: 1 },
  },
  helene: {
    firstName: 'Hélène',
    lastName: 'Dubreuil',
    email: 'helene.dubreuil@example.com',
    country: 'FR',
    shows: 'Only a visitor of a client’s shop: data held as processor, to be forwarded and not executed.',
    clientVisits: 35,
  },
  anna: {
    firstName: 'Anna',
    lastName: 'Schneider',
    email: 'anna.schneider@example.net',
    country: 'DE',
    shows:
      'Shares street address and telephone with Max, whom she referred: his rows are not hers, and his points at hers.',
    publisher: {
      invoicesFromYearsAgo: 3,
      invoicesPerYear: 2,
      clicks: 20,
      phone: '+49 221 4710 117',
      address: household,
    },
  },
  max: {
    firstName: 'Max',
    lastName: 'Schneider',
    email: 'max.schneider@example.net',
    country: 'DE',
    shows: 'The other half of Anna’s household.',
    publisher: {
      invoicesFromYearsAgo: 3,
      invoicesPerYear: 2,
      clicks: 20,
      referredBy: 'anna.schneider@example.net',
      phone: '+49 221 4710 117',
      address: household,
    },
  },
  jose: {
    firstName: 'José',
    lastName: 'García',
    email: 'josé.garcía@example.com',
    country: 'ES',
    shows: 'Accented letters in the address itself; Jose García without them is somebody else.',
    publisher: { invoicesFromYearsAgo: 5, invoicesPerYear: 1, clicks: 15 },
  },
  joseWithoutAccent: {
    firstName: 'Jose',
    lastName: 'García',
    email: 'jose.garcia@example.com',
    country: 'ES',
    shows: 'Not José.',
    publisher: { invoicesFromYearsAgo: 5, invoicesPerYear: 1, clicks: 15 },
    newsletter: true,
  },
  tomas: {
    firstName: 'Tomás',
    lastName: 'Vidal',
    email: 'tomas.vidal@example.org',
    country: 'ES',
    shows: 'Never had an account; wrote to support, with text that looks like an attack.',
    looseTickets: 2,
  },
} as const satisfies Record<string, CastMember>

type CastKey = keyof typeof members
export const cast: Record<CastKey, CastMember> = members
export const everyone: readonly CastMember[] = Object.values(members)
