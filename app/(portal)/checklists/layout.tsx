import type { ReactNode } from 'react'
import { ClientData } from '#components/shell/client-data.tsx'

export default function ChecklistsLayout({ children }: { readonly children: ReactNode }) {
  return <ClientData>{children}</ClientData>
}
