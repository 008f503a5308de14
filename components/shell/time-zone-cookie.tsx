'use client'

import { useRouter } from 'next/navigation'
import { useTimeZone } from 'next-intl'
import { useEffect } from 'react'
import { timeZoneCookie } from '#components/i18n/locales.ts'
import { writeCookie } from './write-cookie.ts'

/** Tells the server which zone this browser is in, so that it writes times as the browser would. */
export function TimeZoneCookie() {
  const router = useRouter()
  const assumed = useTimeZone()
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    if (timeZone === assumed || document.cookie.includes(`${timeZoneCookie}=`)) return
    writeCookie(timeZoneCookie, timeZone)
    router.refresh()
  }, [assumed, router])
  return null
}
