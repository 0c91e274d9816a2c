// The requests of the story: who asks for what, when, and how far it has gone. The persons whom the README names are left
// alone.
import type { Right } from '@/lib/domain/request/rights'

export type Chapter = {
  daysAgo: number
  name: string
  email: string
  rights: Right[]
  locale: 'fr' | 'en'
  message?: string
  accountNumber?: string
  /** How far it goes. */
  until: 'submitted' | 'confirmed' | 'prepared' | 'done' | 'identity-refused' | 'nothing-found'
  assigned?: boolean
  /** What the keeper of the paper archive answers; where nothing is said, that nobody is there. */
  archive?: 'found' | 'silent'
}

export const chapters: Chapter[] = [
  {
    daysAgo: 41,
    name: 'Sofia Almeida',
    email: 'sofia.almeida@example.net',
    rights: ['access'],
    locale: 'en',
    until: 'done',
    assigned: true,
  },
  {
    daysAgo: 38,
    name: 'Giulia Conti',
    email: 'giulia.conti@example.com',
    rights: ['erasure'],
    locale: 'en',
    until: 'done',
    message: 'Please delete my account and everything in it.',
    assigned: true,
  },
  {
    daysAgo: 36,
    name: 'Nuno Teixeira',
    email: 'nuno.teixeira@example.org',
    rights: ['erasure'],
    locale: 'fr',
    until: 'confirmed',
    message: 'Merci de supprimer mes données de votre lettre d’information.',
  },
  {
    daysAgo: 33,
    name: 'Paul Garnier',
    email: 'paul.garnier@example.org',
    rights: ['erasure'],
    locale: 'fr',
    until: 'nothing-found',
    message: 'Je ne sais pas si vous avez quelque chose sur moi.',
  },
  {
    daysAgo: 30,
    name: 'Ingrid Solberg',
    email: 'ingrid.solberg@example.com',
    rights: ['access'],
    locale: 'en',
    until: 'identity-refused',
  },
  {
    daysAgo: 28,
    name: 'Lucía Ortega',
    email: 'lucia.ortega@example.net',
    rights: ['erasure'],
    locale: 'fr',
    until: 'prepared',
    message: 'Je quitte le réseau. Supprimez mon compte, s’il vous plaît.',
    assigned: true,
  },
  {
    daysAgo: 20,
    name: 'Hélène Dubreuil',
    email: 'helene.dubreuil@example.com',
    rights: ['access', 'erasure'],
    locale: 'fr',
    until: 'confirmed',
  },
  {
    daysAgo: 12,
    name: 'Tomás Vidal',
    email: 'tomas.vidal@example.org',
    rights: ['access'],
    locale: 'en',
    until: 'confirmed',
    message: 'What do you know about my clicks?',
  },
  {
    daysAgo: 9,
    name: 'José García',
    email: 'j.garcia.private@example.com',
    rights: ['erasure'],
    locale: 'en',
    until: 'confirmed',
    accountNumber: 'P-1003',
    message: 'I write from another address than the one I signed up with.',
  },
  {
    daysAgo: 6,
    name: 'Élodie Marchand',
    email: 'elodie.marchand@mistral-voyages.example',
    rights: ['rectification'],
    locale: 'fr',
    until: 'confirmed',
    message: 'Mon numéro de téléphone a changé.',
  },
  {
    daysAgo: 4,
    name: 'Max Schneider',
    email: 'max.schneider@example.net',
    rights: ['portability', 'access'],
    locale: 'en',
    until: 'confirmed',
    archive: 'silent',
  },
  {
    daysAgo: 2,
    name: 'Anna Schneider',
    email: 'anna.schneider@example.net',
    rights: ['erasure'],
    locale: 'en',
    until: 'confirmed',
    archive: 'found',
  },
  {
    daysAgo: 1,
    name: 'Agnès Roche',
    email: 'agnes.roche@example.org',
    rights: ['access'],
    locale: 'fr',
    until: 'submitted',
  },
]
