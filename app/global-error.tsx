'use client'

import './globals.css'
import { buttonBase, primaryLook } from '@/components/ui/button-look'

/** The frame itself failed, texts included: both languages stand here, in the code. */
export default function GlobalErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto max-w-public px-5 py-16 sm:px-8">
          <h1 className="text-2xl">This page cannot be shown right now</h1>
          <p className="mt-3 max-w-measure">
            Nothing you sent before has been lost. Please try again in a few minutes; if it stays so, write to the
            organisation’s data protection officer.
          </p>
          <div lang="fr" className="mt-8">
            <h2 className="text-xl">Cette page ne peut pas s’afficher pour le moment</h2>
            <p className="mt-3 max-w-measure">
              Rien de ce que vous aviez envoyé n’est perdu. Réessayez dans quelques minutes ; si cela continue, écrivez
              au délégué à la protection des données de l’organisme.
            </p>
          </div>
          {error.digest && <p className="mt-8 text-soft">{error.digest}</p>}
          <button type="button" onClick={reset} className={`${buttonBase} ${primaryLook} mt-6`}>
            Try again · Réessayer
          </button>
        </main>
      </body>
    </html>
  )
}
