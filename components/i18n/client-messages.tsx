import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { MessageScope } from './message-scope.tsx'
import { messages, type Namespace } from './messages.ts'

interface ClientMessagesProps {
  /** Namespaces the client components below need besides those of the layouts above. */
  readonly namespaces: readonly Namespace[]
  readonly children: ReactNode
}

/** Sends texts to the browser: only the namespaces named, since each of them weighs on the first load. */
export async function ClientMessages({ namespaces, children }: ClientMessagesProps) {
  const all = messages[await getLocale()]
  const picked = Object.fromEntries(namespaces.map((name) => [name, all[name]]))
  return <MessageScope messages={picked}>{children}</MessageScope>
}
