// A part of a page as the server renders it, in a language; and the texts that it lacks.
import { NextIntlClientProvider } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

type Messages = Record<'en' | 'fr', ComponentProps<typeof NextIntlClientProvider>['messages']>

export const renderer =
  (messages: Messages) =>
  (locale: 'en' | 'fr', part: ReactNode): { html: string; missing: string[] } => {
    const missing: string[] = []
    const html = renderToStaticMarkup(
      <NextIntlClientProvider
        locale={locale}
        messages={messages[locale]}
        timeZone="Europe/Paris"
        onError={({ message }) => missing.push(message)}
      >
        {part}
      </NextIntlClientProvider>,
    )
    return { html, missing }
  }
