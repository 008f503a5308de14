'use client'

import './globals.css'

interface GlobalErrorProps {
  readonly error: Error & { readonly digest?: string }
  readonly reset: () => void
}

/** The frame itself failed, so the texts are here and in both languages. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="de">
      <body>
        <main role="alert" className="mx-auto grid max-w-xl gap-3 px-4 py-16 text-center">
          <h1 className="text-xl font-semibold">Der Leitstand konnte nicht angezeigt werden.</h1>
          <p className="text-muted" lang="en">
            The portal could not be shown.
          </p>
          {error.digest && <code className="text-xs text-muted">{error.digest}</code>}
          <button type="button" onClick={reset} className="underline">
            Noch einmal versuchen · <span lang="en">Try again</span>
          </button>
        </main>
      </body>
    </html>
  )
}
