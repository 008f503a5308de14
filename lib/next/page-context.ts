import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { type Context, createContext } from '#lib/core/context.ts'
import { findSessionActor } from './session-actor.ts'

/** Set by the proxy so that signing in leads back to the page asked for; only ever used as a path of this site. */
const pathHeader = 'x-leitstand-path'

/** The signed-in reader of a page, once per request. Without a session it leads to the sign-in page. */
export const getPageContext = cache(async (): Promise<Context> => {
  const actor = await findSessionActor()
  if (actor) return createContext(actor)
  const path = (await headers()).get(pathHeader) ?? '/'
  const target = path.startsWith('/') && !path.startsWith('//') ? path : '/'
  redirect(target === '/' ? '/sign-in' : `/sign-in?callbackUrl=${encodeURIComponent(target)}`)
})
