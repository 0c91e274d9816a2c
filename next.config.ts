import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const config: NextConfig = {
  output: process.env.STANDALONE ? 'standalone' : undefined,
  poweredByHeader: false,
  serverExternalPackages: [
    '@node-rs/argon2',
    'pg',
    'pg-boss',
    'pg-cursor',
    'pino',
    'pdfkit',
    '@prisma/adapter-pg',
    'date-holidays',
  ],
}

export default createNextIntlPlugin('./app/i18n.ts')(config)
