import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { localeCookie, negotiateLocale, timeZoneCookie, toTimeZone } from './locales.ts'
import { messages } from './messages.ts'

/** Language and time zone of one request; the path of a page is the same in every language. */
export default getRequestConfig(async () => {
  const [jar, incoming] = await Promise.all([cookies(), headers()])
  const locale = negotiateLocale(jar.get(localeCookie)?.value, incoming.get('accept-language'))
  return {
    locale,
    messages: messages[locale],
    timeZone: toTimeZone(jar.get(timeZoneCookie)?.value),
    now: new Date(),
  }
})
