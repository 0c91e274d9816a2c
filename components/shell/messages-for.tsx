import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'

export type MessageArea =
  | 'common'
  | 'public'
  | 'desk'
  | 'admin'
  | 'holds'
  | 'rules'
  | 'letters'
  | 'reasons'
  | 'transfers'
  | 'corrections'
  | 'recipients'

/** Hands client components the texts of their area only: a visitor's first page does not carry the desk's words. */
export async function MessagesFor({ areas, children }: { areas: MessageArea[]; children: ReactNode }) {
  const all = await getMessages()
  const messages = Object.fromEntries(areas.map((area) => [area, all[area]]))
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>
}
