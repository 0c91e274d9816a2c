import type { ReactNode } from 'react'
import { PublicShell } from '@/components/shell/public-shell'
import { followOffice } from '@/lib/queries/follow-office'
import { orDown } from './or-down'

/** Who answers for the data and how to reach its data protection officer stands on every page (Art. 13(1)(b)). */
export default async function PublicLayout({ children }: { children: ReactNode }) {
  const office = (await orDown(followOffice))?.value
  if (!office) return <PublicShell>{children}</PublicShell>
  const { name, email, address } = office.dpo
  const contact = (
    <p>
      {name && <>{name}, </>}
      <a href={`mailto:${email}`}>{email}</a>
      {address && <>, {address}</>}
    </p>
  )
  return (
    <PublicShell controller={office.controller} contact={contact}>
      {children}
    </PublicShell>
  )
}
