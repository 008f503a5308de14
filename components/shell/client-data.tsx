'use client'

import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { QueryProvider } from './query-provider.tsx'

/** What the interactive pages build on: the memory of the server's answers, and state in the address. */
export function ClientData({ children }: { readonly children: ReactNode }) {
  return (
    <QueryProvider>
      <NuqsAdapter>{children}</NuqsAdapter>
    </QueryProvider>
  )
}
