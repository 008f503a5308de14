'use client'

import { useUptimeText } from '#components/ui/uptime-bars.tsx'

/** The sentence below large uptime bars. */
export function UptimeText({ permilles }: { readonly permilles: readonly number[] }) {
  return <p className="mt-1 text-xs text-muted">{useUptimeText(permilles)}</p>
}
