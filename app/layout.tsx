import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { MessagesFor } from '@/components/shell/messages-for'
import { isTheme, THEME_COOKIE } from '@/components/shell/theme'
import { DocumentNonce } from '@/components/ui/document-nonce'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common.site')
  return {
    title: { default: t('title'), template: '%s – Habeas' },
    description: t('description'),
    formatDetection: { telephone: false, email: false, address: false },
  }
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f5f1' },
    { media: '(prefers-color-scheme: dark)', color: '#161513' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = (await cookies()).get(THEME_COOKIE)?.value
  return (
    <html lang={await getLocale()} data-theme={isTheme(chosen) ? chosen : 'system'}>
      <body>
        <DocumentNonce />
        <MessagesFor areas={['common']}>{children}</MessagesFor>
      </body>
    </html>
  )
}
